import { join } from 'node:path';
import { chartOf } from './chart.ts';
import { figuresOf } from './figures.ts';
import type { Report } from './report.ts';

/** The chart of test/bench/README.md, and what it shows, which the console draws. */
export const CHART = join(import.meta.dirname, 'chart.svg');
export const FIGURES = join(import.meta.dirname, 'results.json');

/** What a run writes, by file: nothing that it was not asked for. */
export function filesOf(
  report: Report,
  { json, write = false }: { readonly json?: string | undefined; readonly write?: boolean | undefined },
  at = new Date(),
): Map<string, string> {
  const figures = figuresOf(report, at);
  return new Map([
    ...(json === undefined ? [] : [[json, asJson(report)] as const]),
    ...(write
      ? ([
          [CHART, chartOf(figures)],
          [FIGURES, asJson(figures)],
        ] as const)
      : []),
  ]);
}

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
