// What must hold in both browsers, from disk and served: the main job, and hostile input shown as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cli } from "./harness.mjs";
