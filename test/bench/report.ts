import { type CostRow, costRows } from './cost-report.ts';
import { type Ratios, ratiosOf } from './ratios.ts';
import type { Results } from './results.ts';
import { type Row, targetRows } from './targets.ts';

/** What a run came to, as `--json` writes it: ratios, no times. */
export interface Report {
  readonly node: string;
  readonly processors: number;
  readonly load: readonly [number, number];
  readonly runtimeClient: string;
  readonly ratios: readonly Ratios[];
  readonly targets: readonly Row[];
  readonly costOfAMillionDeletes: readonly CostRow[];
}

export const reportOf = (results: Results, processors: number): Report => ({
  node: process.version,
  processors,
  load: results.load,
  runtimeClient: results.runtimeClient,
  ratios: ratiosOf(results),
  targets: targetRows(results),
  costOfAMillionDeletes: costRows(results),
});

/** The report as tables in plain text. */
export function textOf({ node, processors, load, runtimeClient, ratios, ...report }: Report): string {
  const busy = load.some((average) => average > processors) ? ': the machine was busy' : '';
  return [
    `Node ${node}, ${processors} processors, load ${load.map((average) => average.toFixed(1)).join(' to ')}${busy}`,
    `First answers on ${runtimeClient}`,
    '',
    'Ratios to raw. Initialization is processor time of the main thread; the rest is time of the clock.',
    '',
    table([
      ['', 'bundle', 'initialization', 'first answer', 'warm', 'warm, stubbed'],
      ...ratios.map(({ name, bundle, initialization, firstAnswer, warm, warmStubbed }) => [
        name,
        ...[bundle, initialization, firstAnswer, warm, warmStubbed].map((ratio) => ratio?.toFixed(2) ?? ''),
      ]),
    ]),
    '',
    table([
      ['', 'target', 'measured', 'met'],
      ...report.targets.map(({ what, target, measured, met }) => [what, target, measured, yesNo(met)]),
    ]),
    '',
    'A million deletes in US dollars (us-east-1, arm64, list prices)',
    '',
    table([
      ['', 'write units', 'read units', 'ms', 'API', 'invocations', 'duration', 'DynamoDB', 'logs', 'total'],
      ...report.costOfAMillionDeletes.map(({ name, usage, dollars }) => [
        name,
        String(usage.writeUnits),
        String(usage.readUnits),
        String(Math.ceil(usage.duration)),
        ...Object.values(dollars).map((amount: number) => amount.toFixed(3)),
      ]),
    ]),
    '',
  ].join('\n');
}

const yesNo = (met: boolean | undefined): string => (met === undefined ? '' : met ? 'yes' : 'NO');

/** Columns as wide as they must be: the first row is the head. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
