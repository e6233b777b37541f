// Checks and what keeps them from running, put together for reading.

import type { CoverageRow } from "../wire/types";

/** The checks that are in one state for one reason, together; first what came first. */
export function byReason(rows: readonly CoverageRow[]): readonly (readonly CoverageRow[])[] {
  const together = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    const reason = `${row.state} ${row.why}`;
    together.set(reason, [...(together.get(reason) ?? []), row]);
  }
  return [...together.values()];
}
