import { join } from 'node:path';
import { chartOf } from './chart.ts';
import type { Report } from './report.ts';

/** The chart of test/bench/README.md. */
export const CHART = join(import.meta.dirname, 'chart.svg');

/** What a run writes, by file: nothing that it was not asked for. */
export function filesOf(
  report: Report,
  { json, write = false }: { readonly json?: string | undefined; readonly write?: boolean | undefined },
): Map<string, string> {
  return new Map([
    ...(json === undefined ? [] : [[json, `${JSON.stringify(report, undefined, 2)}\n`] as const]),
    ...(write ? [[CHART, chartOf(report)] as const] : []),
  ]);
}
