// The pane of facets. Where there is no room beside the list it lies over it, until the person is done with it.

import { useKeysAbove } from "../state/keys";
import { t } from "../text";
import { Facets, type FacetsProps } from "./facets";

export function FacetPane({
  isOpen,
  close,
  fitting,
  ...rest
}: FacetsProps & {
  isOpen: boolean;
  close: () => void;
  /** What shows what the choice leaves, in words. */
  fitting: string;
}) {
  useKeysAbove((event) => {
    if (event.key !== "Escape" || !isOpen) return false;
    close();
    return true;
  });
  return (
    <aside class="pane facets" aria-label={t.frame.filters}>
      <Facets {...rest} />
      <button type="button" class="primary facets-done" onClick={close}>
        {fitting}
      </button>
    </aside>
  );
}
