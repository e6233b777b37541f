// The two halves: a square one for Active Directory, a round one for the cloud, and what the sync makes of them. The
// word always stands beside the glyph.

import { outcomeLabel, t } from "../text";
import type { Severity, Side } from "../wire/types";

const LEFT = <path class="glyph-fill" d="M1 2h7v12H1z" />;
const RIGHT = <path class="glyph-fill" d="M10 2h2.5a6 6 0 0 1 0 12H10z" />;
const RIGHT_OPEN = <path class="glyph-line" d="M11 2.75h1.6a5.25 5.25 0 0 1 0 10.5H11z" />;

function shape(outcome: string) {
  switch (outcome) {
    case "already-synced":
    case "joined":
      return [LEFT, RIGHT];
    case "hard-match":
    case "hard-match-restore":
    case "soft-match-smtp":
    case "soft-match-upn":
      return [LEFT, RIGHT_OPEN];
    case "hard-match-blocked":
    case "soft-match-blocked":
      return [
        <path class="glyph-fill" d="M0 2h6v12H0z" />,
        <path class="glyph-fill" d="M8 0h2v16H8z" />,
        <path class="glyph-line" d="M12.75 2.75h1.1a5.25 5.25 0 0 1 0 10.5h-1.1z" />,
      ];
    case "new-object":
      return [LEFT, <path class="glyph-fill" d="M13 4h2v3h3v2h-3v3h-2V9h-3V7h3z" />];
    case "new-object-quarantined":
      return [LEFT, <path class="glyph-line glyph-dash" d="M11 2.75h1.6a5.25 5.25 0 0 1 0 10.5H11z" />];
    case "sync-error":
      return [LEFT, <path class="glyph-line glyph-bold" d="M11 4.5l6 7M17 4.5l-6 7" />];
    case "out-of-scope":
      return [<path class="glyph-line" d="M1.75 2.75h5.5v10.5h-5.5z" />];
    case "cloud-only":
      return [RIGHT];
    default:
      return [
        LEFT,
        <path class="glyph-line glyph-bold" d="M11.2 6.2a2.6 2.6 0 1 1 3.9 2.2c-.9.6-1.2 1-1.2 1.9M13.9 12.2v1.2" />,
      ];
  }
}

/** Which colour an outcome has: what joins, what is new, what is stopped, what stands aside. */
export function tone(outcome: string): "join" | "new" | "stop" | "aside" {
  if (["hard-match-blocked", "soft-match-blocked", "new-object-quarantined", "sync-error"].includes(outcome)) {
    return "stop";
  }
  if (outcome === "new-object") return "new";
  if (["out-of-scope", "undetermined", "cloud-only"].includes(outcome)) return "aside";
  return "join";
}

export function OutcomeGlyph({ outcome }: { outcome: string }) {
  return (
    <svg class={`glyph tone-${tone(outcome)}`} viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
      {shape(outcome)}
    </svg>
  );
}

export function OutcomeLabel({ outcome }: { outcome: string }) {
  return (
    <span class="with-glyph">
      <OutcomeGlyph outcome={outcome} />
      <span>{outcomeLabel(outcome)}</span>
    </span>
  );
}

/** One half: which side something is on. */
export function SideGlyph({ side }: { side: Side | string }) {
  return (
    <svg class="glyph tone-join" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {side === "on-premises" ? <path class="glyph-fill" d="M4 2h8v12H4z" /> : null}
      {side === "cloud" ? <path class="glyph-fill" d="M4 2h2.5a6 6 0 0 1 0 12H4z" /> : null}
      {side === "tenant" ? <path class="glyph-line" d="M4.75 2.75h1.7a5.25 5.25 0 0 1 0 10.5h-1.7z" /> : null}
      {side === "findings" || side === "none" ? (
        <path class="glyph-line glyph-dash" d="M3.75 2.75h8.5v10.5h-8.5z" />
      ) : null}
    </svg>
  );
}

/** Filled octagon, filled triangle, diamond, open triangle down, circle: told apart without colour. */
function severityShape(severity: Severity) {
  switch (severity) {
    case "blocker":
      return (
        <>
          <path class="glyph-fill" d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" />
          <path class="glyph-cut" d="M4 7h8v2H4z" />
        </>
      );
    case "high":
      return (
        <>
          <path class="glyph-fill" d="M8 1.2 15.4 14.5H.6z" />
          <path class="glyph-cut" d="M7.2 6h1.6v4.2H7.2zM7.2 11.3h1.6v1.6H7.2z" />
        </>
      );
    case "medium":
      return <path class="glyph-line" d="M8 1.8 14.2 8 8 14.2 1.8 8zM8 5.4v3.4M8 10.4v.6" />;
    case "low":
      return <path class="glyph-line" d="M1.8 3h12.4L8 13.6z" />;
    case "info":
      return <path class="glyph-line" d="M8 1.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 8 1.6zM8 7v4.4M8 4.6v.6" />;
  }
}

export function SeverityIcon({ severity }: { severity: Severity }) {
  return (
    <svg class={`glyph severity-${severity}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {severityShape(severity)}
    </svg>
  );
}

export function SeverityLabel({ severity }: { severity: Severity }) {
  return (
    <span class={`with-glyph severity-${severity}`}>
      <SeverityIcon severity={severity} />
      <strong>{t.labels.severities[severity]}</strong>
    </span>
  );
}

/** The mark: both halves make a D. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 18 16" width="18" height="16" aria-hidden="true">
      <path d="M1 0h7v16H1z" />
      <path d="M10 0a8 8 0 0 1 0 16z" />
    </svg>
  );
}
