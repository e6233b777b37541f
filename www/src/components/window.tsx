// A list of any length of which only the rows in sight exist. Rows are fetched in pages from the worker.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const PAGE = 100;
/** Browsers draw nothing beyond some tens of millions of pixels; longer lists are scrolled in proportion. */
const TALLEST = 12_000_000;
const EXTRA_ROWS = 8;

/** Rows that were fetched, by their place in the list. `ask` must change when the list does. */
export function useRows<Row>(
  total: number,
  ask: (start: number, count: number) => Promise<readonly Row[]>,
): { at: (place: number) => Row | undefined; want: (from: number, to: number) => void } {
  const pages = useRef(new Map<number, readonly Row[] | null>());
  const current = useRef(ask);
  const [, redraw] = useState(0);
  if (current.current !== ask) {
    current.current = ask;
    pages.current = new Map();
  }
  const want = (from: number, to: number) => {
    const first = Math.floor(Math.max(from, 0) / PAGE);
    const last = Math.floor(Math.max(Math.min(to, total) - 1, 0) / PAGE);
    for (let page = first; page <= last && total > 0; page++) {
      const known = pages.current;
      if (known.has(page)) continue;
      known.set(page, null);
      ask(page * PAGE, PAGE).then(
        (rows) => {
          known.set(page, rows);
          redraw((count) => count + 1);
        },
        () => known.delete(page),
      );
    }
  };
  const at = (place: number) => pages.current.get(Math.floor(place / PAGE))?.[place % PAGE];
  return { at, want };
}

interface WindowProps {
  total: number;
  rowHeight: number;
  /** The row that must be in sight. */
  active?: number | undefined;
  want: (from: number, to: number) => void;
  row: (place: number) => ComponentChildren;
  label: string;
  /** Scrolls to the top when this changes. */
  reset: unknown;
}

/** The rows in sight. The element scrolls by itself and grows into the height it is given. */
export function Window({ total, rowHeight, active, want, row, label, reset }: WindowProps) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const full = total * rowHeight;
  const shown = Math.min(full, TALLEST);
  // How many pixels of the whole list one pixel of the scroll bar stands for.
  const scale = shown > height ? (full - height) / (shown - height) : 1;
  const offset = top * scale;
  const first = Math.max(0, Math.floor(offset / rowHeight) - EXTRA_ROWS);
  const last = Math.min(total, Math.ceil((offset + height) / rowHeight) + EXTRA_ROWS);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => want(first, last), [first, last, want]);

  // Only when the list changes.
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    setTop(0);
  }, [reset]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || active === undefined || active < 0) return;
    const from = (active * rowHeight) / scale;
    if (from < element.scrollTop) element.scrollTop = from;
    else if (from + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = from + rowHeight - element.clientHeight;
    }
  }, [active, rowHeight, scale]);

  const rows: ComponentChildren[] = [];
  for (let place = first; place < last; place++) rows.push(row(place));
  // Where the first drawn row stands: in proportion when the list is taller than a browser can draw.
  const shift = top - offset + first * rowHeight;
  return (
    <div
      class="window"
      ref={box}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      role="rowgroup"
      aria-label={label}
    >
      <div class="window-space" style={{ height: `${shown}px` }}>
        <div class="window-rows" style={{ transform: `translateY(${shift}px)` }}>
          {rows}
        </div>
      </div>
    </div>
  );
}
