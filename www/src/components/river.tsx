// The river: how AD objects flow into their outcomes. A trunk narrows as branches leave it into the rows of the table
// beside it. The table is the text; the picture is decoration and hidden from screen readers.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { tone } from "./glyph";

/** Width of the trunk at its top, in pixels. */
const TRUNK = 74;
const HAIRLINE = 1.5;
const BEND = 14;

export interface Branch {
  outcome: string;
  count: number;
  /** Was the question that leads here not asked? Then a gate is drawn across the trunk. */
  isGate: boolean;
}

/** How thick the branch of so many objects is; the least is a hairline that can still be seen. */
export function thickness(count: number, total: number): number {
  if (count === 0 || total === 0) return 0;
  return Math.max((count / total) * TRUNK, HAIRLINE);
}

/** The picture; it measures the rows of the table body that it is given. */
export function River({ branches, total }: { branches: readonly Branch[]; total: number }) {
  const picture = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0, middles: [] as number[] });

  useLayoutEffect(() => {
    const svg = picture.current;
    const body = svg?.closest("tbody");
    if (!svg || !body) return;
    const measure = () => {
      const box = svg.getBoundingClientRect();
      const middles = [...body.querySelectorAll("tr[data-branch]")].map((row) => {
        const rowBox = row.getBoundingClientRect();
        return rowBox.top + rowBox.height / 2 - box.top;
      });
      setSize((old) => {
        const isSame = old.width === box.width && old.height === box.height && old.middles.join() === middles.join();
        return isSame ? old : { width: box.width, height: box.height, middles };
      });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(body);
    measure();
    return () => observer.disconnect();
  }, []);

  const { width, height, middles } = size;
  let right = TRUNK;
  const shapes = branches.map((branch, place) => {
    const middle = middles[place] ?? 0;
    if (branch.isGate) {
      return <path class="river-gate" d={`M0 ${middle}H${width - 6}`} key={branch.outcome} />;
    }
    const thick = thickness(branch.count, total);
    if (thick === 0) return null;
    const from = Math.max(right - thick, 0);
    const shape = branchShape({ from, to: right, middle, thick, width: width - 4 });
    right = from;
    const isStopped = tone(branch.outcome) === "stop";
    return (
      <g key={branch.outcome} class={`tone-${tone(branch.outcome)}`}>
        <path class="river-water" d={`M${from} 0H${from + thick}V${Math.max(middle - thick / 2 - BEND, 0)}H${from}z`} />
        <path class="river-branch" d={shape} />
        {isStopped ? <path class="river-wall" d={`M${width - 4} ${middle - 7}v14`} /> : null}
      </g>
    );
  });
  return (
    <svg class="river" ref={picture} aria-hidden="true" width="100%" height="100%">
      <path class="river-edge" d={`M0.5 0V${middles.at(-1) ?? height}`} />
      {shapes}
    </svg>
  );
}

/** From the trunk down, round the bend, and to the right edge. */
function branchShape(shape: { from: number; to: number; middle: number; thick: number; width: number }): string {
  const { from, to, middle, thick, width } = shape;
  const [top, bottom] = [middle - thick / 2, middle + thick / 2];
  const inner = Math.min(BEND, Math.max(width - to, 0));
  const outer = inner + thick;
  return [
    `M${from} ${bottom - outer}`,
    `A${outer} ${outer} 0 0 0 ${from + outer} ${bottom}`,
    `H${width}`,
    `V${top}`,
    `H${to + inner}`,
    `A${inner} ${inner} 0 0 1 ${to} ${top - inner}`,
    "z",
  ].join("");
}
