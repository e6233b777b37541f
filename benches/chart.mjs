// Draws curves over numbers of rows as a small SVG: both axes by powers of ten, a name at the end of each line. It follows
// the reader's light or dark theme, and tells lines apart by their dashes, not by colour alone.

const WIDTH = 760;
const HEIGHT = 400;
const PLOT = { left: 70, right: 560, top: 44, bottom: 350 };
const DASHES = ["", "8 5", "2 5", "10 4 2 4", "14 6"];
const LINE = 17;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const rounded = (value) => Math.round(value * 10) / 10;

function decades(values) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.ceil(Math.log10(Math.max(...values)));
  return { from, to: to === from ? from + 1 : to };
}

/** A short form of a number of rows: 10 k, 1 M. */
export function short(rows) {
  if (rows >= 1_000_000) return `${rows / 1_000_000} M`;
  return rows >= 1_000 ? `${rows / 1_000} k` : String(rows);
}

/**
 * `lines` are names with points `[rows, value]`; `unit` writes a value of the vertical axis. The first line is drawn
 * thicker. Gives the text of the file.
 */
export function chart({ title, description, lines, unit }) {
  const drawn = lines.filter(({ points }) => points.length > 0);
  const rows = [...new Set(drawn.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const vertical = decades(drawn.flatMap(({ points }) => points.map(([, y]) => y)));
  const [low, high] = [Math.log10(rows[0]), Math.log10(rows.at(-1))];
  const x = (value) => rounded(PLOT.left + ((Math.log10(value) - low) / (high - low || 1)) * (PLOT.right - PLOT.left));
  const y = (value) =>
    rounded(
      PLOT.bottom - ((Math.log10(value) - vertical.from) / (vertical.to - vertical.from)) * (PLOT.bottom - PLOT.top),
    );
  const parts = [];
  for (let power = vertical.from; power <= vertical.to; power++) {
    const at = y(10 ** power);
    parts.push(`<path class="grid" d="M${PLOT.left} ${at}H${PLOT.right}"/>`);
    parts.push(`<text x="${PLOT.left - 8}" y="${at + 4}" text-anchor="end">${escaped(unit(10 ** power))}</text>`);
  }
  for (const count of rows) {
    parts.push(`<path class="grid" d="M${x(count)} ${PLOT.top}V${PLOT.bottom}"/>`);
    parts.push(`<text x="${x(count)}" y="${PLOT.bottom + 20}" text-anchor="middle">${short(count)}</text>`);
  }
  const middle = (PLOT.left + PLOT.right) / 2;
  parts.push(`<text x="${middle}" y="${PLOT.bottom + 40}" text-anchor="middle">rows on each side</text>`);
  // Names that would stand on each other move apart, downwards.
  const ends = drawn
    .map(({ points }, place) => ({ place, at: y(points.at(-1)[1]) }))
    .sort((left, right) => left.at - right.at);
  ends.forEach((end, place) => {
    const before = ends[place - 1];
    if (before && end.at < before.at + LINE) end.at = before.at + LINE;
  });
  drawn.forEach(({ name, points }, place) => {
    const path = points.map(([rows, value], step) => `${step === 0 ? "M" : "L"}${x(rows)} ${y(value)}`).join("");
    const dashes = DASHES[place % DASHES.length];
    const style = `stroke-width="${place === 0 ? 3 : 1.75}"${dashes ? ` stroke-dasharray="${dashes}"` : ""}`;
    parts.push(`<path class="line" ${style} d="${path}"/>`);
    for (const [rows, value] of points) parts.push(`<circle cx="${x(rows)}" cy="${y(value)}" r="3"/>`);
    const end = ends.find((one) => one.place === place);
    const weight = place === 0 ? ' font-weight="600"' : "";
    parts.push(`<text x="${x(points.at(-1)[0]) + 10}" y="${rounded(end.at + 4)}"${weight}>${escaped(name)}</text>`);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(description)}</desc>
<style>
:root { color: #1f2328; }
@media (prefers-color-scheme: dark) { :root { color: #e6edf3; } }
text { font: 13px system-ui, sans-serif; fill: currentColor; }
circle { fill: currentColor; }
.heading { font-size: 15px; font-weight: 600; }
.line { fill: none; stroke: currentColor; stroke-linejoin: round; }
.grid { fill: none; stroke: currentColor; opacity: 0.15; }
</style>
<text class="heading" x="${PLOT.left}" y="24">${escaped(title)}</text>
${parts.join("\n")}
</svg>
`;
}
