// Where the page starts.

import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/lists.css";
import "./styles/components.css";
import "./styles/views.css";
import "./styles/settings.css";
import "./styles/decisions.css";
import "./styles/plan.css";
import { render } from "preact";
import { App } from "./app";
import { analyzer } from "./state/store";

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<App />, root);
}

// The worker's source and the module stand before the script that put this one in.
analyzer.warmUp();
