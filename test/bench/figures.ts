import type { Figures } from '../../infra/pages/console/charts/figures.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { OUR_DELETE } from './deletes.ts';
import type { Report } from './report.ts';

const MEASURES = [
  { title: 'Bundle', of: 'bundle', target: 1 },
  { title: 'Module initialization', of: 'initialization', target: 0.75 },
  { title: 'First answer of a fresh process', of: 'firstAnswer', target: 0.85 },
  { title: 'Warm invocation on the engine', of: 'warm', target: null },
  { title: 'Warm invocation, transport stubbed', of: 'warmStubbed', target: null },
] as const;

/** What the chart shows of a run: ours, the baseline and the peers, doing the same delete. */
export function figuresOf({ node, processors, runtimeClient, ratios }: Report, at: Date): Figures {
  const shown = ratios.filter(({ name }) => name === OUR_DELETE || !name.includes('/'));
  const ordered = shown.toSorted((a, b) => Number(b.name === OUR_DELETE) - Number(a.name === OUR_DELETE));
  return {
    version: packageJson.version,
    date: at.toISOString().slice(0, 10),
    environment: { node, processors, runtimeClient },
    baseline: 'raw',
    ours: OUR_DELETE,
    measures: MEASURES.map(({ title, of, target }) => ({
      title,
      target,
      ratios: Object.fromEntries(ordered.map(({ name, [of]: ratio = 0 }) => [name, rounded(ratio)])),
    })),
  };
}

const rounded = (ratio: number): number => Math.round(ratio * 100) / 100;
