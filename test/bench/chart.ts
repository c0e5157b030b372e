import type { Figures } from '../../infra/pages/console/charts/figures.ts';

const BAR = 18;
const GAP = 6;
const LABELS = 226;
const WIDTH = 760;
const RIGHT = 60;
const MARGIN = 8;

/** One SVG picture: ours, the baseline and the peers, as ratios to the baseline. */
export function chartOf({ measures, ours, baseline }: Figures): string {
  const values = measures.flatMap(({ ratios }) => Object.values(ratios));
  const scale = (WIDTH - LABELS - RIGHT) / Math.max(1, ...values);
  const height = 34 + Object.keys(measures[0]?.ratios ?? {}).length * (BAR + GAP);
  const panels = measures.map(({ title, target, ratios }, index) => {
    const rows = Object.entries(ratios).map(
      ([name, ratio], row): BarRow => ({
        name,
        ratio,
        isOurs: name === ours,
        y: 30 + row * (BAR + GAP),
        scale,
      }),
    );
    const parts = [
      `<text x="${MARGIN}" y="18" class="title">${title}</text>`,
      ...rows.map(bar),
      line(ratios[baseline] as number, 'baseline', scale, height),
      ...(target === null ? [] : [line(target, 'target', scale, height)]),
      // Drawn over the lines, so that no line crosses a number out.
      ...rows.map(labels),
    ];
    return `<g transform="translate(0 ${index * height + 10})">${parts.join('')}</g>`;
  });
  const total = measures.length * height + 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${total}" width="${WIDTH}" height="${total}" role="img" aria-label="Ratios to a bare handler; shorter is better">
<style>text{font:12px system-ui,sans-serif;fill:#24292f;paint-order:stroke;stroke:#ffffff;stroke-width:4px}.title{font-weight:600}.ours{fill:#1a7f37}.other{fill:#8c959f}.baseline{stroke:#24292f;stroke-width:1}.target{stroke:#cf222e;stroke-width:1.5;stroke-dasharray:4 3}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
${panels.join('\n')}
<text x="${MARGIN}" y="${total - 12}">Ratios to a bare handler (black line): shorter is better. Dashed: the target.</text>
</svg>
`;
}

interface BarRow {
  readonly name: string;
  readonly ratio: number;
  readonly isOurs: boolean;
  readonly y: number;
  readonly scale: number;
}

const bar = ({ ratio, isOurs, y, scale }: BarRow): string =>
  `<rect x="${LABELS}" y="${y}" width="${(ratio * scale).toFixed(1)}" height="${BAR}" class="${isOurs ? 'ours' : 'other'}"/>`;

function labels({ name, ratio, isOurs, y, scale }: BarRow): string {
  const middle = y + BAR - 5;
  const end = (LABELS + ratio * scale + 6).toFixed(1);
  return (
    `<text x="${LABELS - 8}" y="${middle}" text-anchor="end">${isOurs ? `offboard ${name}` : name}</text>` +
    `<text x="${end}" y="${middle}">${ratio.toFixed(2)}</text>`
  );
}

function line(ratio: number, kind: 'baseline' | 'target', scale: number, height: number): string {
  const x = (LABELS + ratio * scale).toFixed(1);
  return `<line x1="${x}" x2="${x}" y1="26" y2="${height - 6}" class="${kind}"/>`;
}
