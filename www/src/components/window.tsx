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

/** How tall the lines are: all alike, or where each begins and the last ends. */
export type Heights = number | Float64Array;

/** The list that a window showed, and what stood at its top, for whoever comes back to it or sees it laid out anew. */
export interface Kept {
  list: string;
  line: number;
  /** How much of the line was out of sight, in pixels. */
  above: number;
}

interface WindowProps {
  total: number;
  heights: Heights;
  /** The row that must be in sight. */
  active?: number | undefined;
  want: (from: number, to: number) => void;
  row: (place: number) => ComponentChildren;
  label: string;
  /** By which the list is known; another one begins at its top. */
  list: string;
  kept: Kept;
}

/** Where a line begins, in pixels of the whole list. */
function startOf(heights: Heights, place: number): number {
  return typeof heights === "number" ? place * heights : (heights[place] ?? 0);
}

/** The line at a pixel of the whole list. */
function lineAt(heights: Heights, pixel: number): number {
  if (typeof heights === "number") return Math.floor(pixel / heights);
  let [low, high] = [0, heights.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((heights[middle] ?? 0) <= pixel) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows in sight. The element scrolls by itself and grows into the height it is given. */
export function Window({ total, heights, active, want, row, label, list, kept }: WindowProps) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const full = startOf(heights, total);
  const shown = Math.min(full, TALLEST);
  // How many pixels of the whole list one pixel of the scroll bar stands for.
  const scale = shown > height ? (full - height) / (shown - height) : 1;
  const offset = top * scale;
  const first = Math.max(0, lineAt(heights, offset) - EXTRA_ROWS);
  const last = Math.min(total, lineAt(heights, offset + height) + 1 + EXTRA_ROWS);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => want(first, last), [first, last, want]);

  // Only when the list changes, or the heights of its lines.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (kept.list !== list) Object.assign(kept, { list, line: 0, above: 0 });
    element.scrollTop = (startOf(heights, kept.line) + kept.above) / scale;
    setTop(element.scrollTop);
  }, [list, heights]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || active === undefined || active < 0) return;
    const from = startOf(heights, active) / scale;
    const to = from + startOf(heights, active + 1) - startOf(heights, active);
    if (from < element.scrollTop) element.scrollTop = from;
    else if (to > element.scrollTop + element.clientHeight) element.scrollTop = to - element.clientHeight;
  }, [active, heights, scale]);

  const scrolled = (element: HTMLElement) => {
    setTop(element.scrollTop);
    const pixel = element.scrollTop * scale;
    kept.line = lineAt(heights, pixel);
    kept.above = pixel - startOf(heights, kept.line);
  };

  const rows: ComponentChildren[] = [];
  for (let place = first; place < last; place++) rows.push(row(place));
  // Where the first drawn row stands: in proportion when the list is taller than a browser can draw.
  const shift = top - offset + startOf(heights, first);
  return (
    <div
      class="window"
      ref={box}
      onScroll={(event) => scrolled(event.currentTarget)}
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
