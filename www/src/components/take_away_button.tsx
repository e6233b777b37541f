// The way from a list to the screen on which it is taken away.

import { type Part, takeAway } from "../state/take_away";
import { t } from "../text";
import { Icon } from "./icon";

export function TakeAwayButton({ part }: { part: Part }) {
  return (
    <button type="button" onClick={() => takeAway(part)}>
      <Icon name="save" />
      {t.frame.takeAway}
    </button>
  );
}
