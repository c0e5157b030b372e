import { OUR_DELETE } from './deletes.ts';
import type { Report } from './report.ts';

const BAR = 18;
const GAP = 6;
const LABELS = 226;
const WIDTH = 760;
const RIGHT = 60;
const MARGIN = 8;

interface Panel {
  readonly title: string;
  readonly of: keyof Report['ratios'][number];
  /** The greatest ratio to the baseline that fits in. */
  readonly target?: number;
}

const PANELS: readonly Panel[] = [
  { title: 'Bundle', of: 'bundle', target: 1 },
  { title: 'Module initialization', of: 'initialization', target: 0.75 },
  { title: 'First answer of a fresh process', of: 'firstAnswer', target: 0.85 },
  { title: 'Warm invocation on the engine', of: 'warm' },
  { title: 'Warm invocation, transport stubbed', of: 'warmStubbed' },
];

/** One SVG picture: ours, the baseline and the peers, doing the same delete, as ratios to the baseline. */
export function chartOf({ ratios }: Report): string {
  const shown = ratios.filter(({ name }) => name === OUR_DELETE || !name.includes('/'));
  const ordered = shown.toSorted((a, b) => Number(b.name === OUR_DELETE) - Number(a.name === OUR_DELETE));
  const values = ordered.flatMap((candidate) => PANELS.map(({ of }) => Number(candidate[of] ?? 0)));
  const scale = (WIDTH - LABELS - RIGHT) / Math.max(1, ...values);
  const height = 34 + ordered.length * (BAR + GAP);
  const panels = PANELS.map((panel, index) => {
    const rows = ordered.map((candidate, row) => ({ candidate, panel, y: 30 + row * (BAR + GAP), scale }));
    const parts = [
      `<text x="${MARGIN}" y="18" class="title">${panel.title}</text>`,
      ...rows.map(bar),
      line(1, 'baseline', scale, height),
      ...(panel.target ? [line(panel.target, 'target', scale, height)] : []),
      // Drawn over the lines, so that no line crosses a number out.
      ...rows.map(labels),
    ];
    return `<g transform="translate(0 ${index * height + 10})">${parts.join('')}</g>`;
  });
  const total = PANELS.length * height + 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${total}" width="${WIDTH}" height="${total}" role="img" aria-label="Ratios to a bare handler; shorter is better">
<style>text{font:12px system-ui,sans-serif;fill:#24292f;paint-order:stroke;stroke:#ffffff;stroke-width:4px}.title{font-weight:600}.ours{fill:#1a7f37}.other{fill:#8c959f}.baseline{stroke:#24292f;stroke-width:1}.target{stroke:#cf222e;stroke-width:1.5;stroke-dasharray:4 3}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
${panels.join('\n')}
<text x="${MARGIN}" y="${total - 12}">Ratios to a bare handler (black line): shorter is better. Dashed: the target.</text>
</svg>
`;
}

interface BarRow {
  readonly candidate: Report['ratios'][number];
  readonly panel: Panel;
  readonly y: number;
  readonly scale: number;
}

const ratioIn = ({ candidate, panel }: BarRow): number => Number(candidate[panel.of] ?? 0);

function bar(row: BarRow): string {
  const kind = row.candidate.name === OUR_DELETE ? 'ours' : 'other';
  const width = (ratioIn(row) * row.scale).toFixed(1);
  return `<rect x="${LABELS}" y="${row.y}" width="${width}" height="${BAR}" class="${kind}"/>`;
}

function labels(row: BarRow): string {
  const { name } = row.candidate;
  const middle = row.y + BAR - 5;
  const end = (LABELS + ratioIn(row) * row.scale + 6).toFixed(1);
  return (
    `<text x="${LABELS - 8}" y="${middle}" text-anchor="end">${name === OUR_DELETE ? `offboard ${name}` : name}</text>` +
    `<text x="${end}" y="${middle}">${ratioIn(row).toFixed(2)}</text>`
  );
}

function line(ratio: number, kind: 'baseline' | 'target', scale: number, height: number): string {
  const x = (LABELS + ratio * scale).toFixed(1);
  return `<line x1="${x}" x2="${x}" y1="26" y2="${height - 6}" class="${kind}"/>`;
}
