import { type CostRow, costRows } from './cost-report.ts';
import { OUR_DELETE } from './deletes.ts';
import { cutRatiosOf, type Ratios, ratiosOf } from './ratios.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';
import { targetRows } from './targets.ts';

/** The result of a run, as `--json` writes it: ratios, no times. */
export interface Report {
  readonly node: string;
  readonly processors: number;
  readonly load: readonly [number, number];
  readonly runtimeClient: string;
  readonly ratios: readonly Ratios[];
  readonly targets: readonly Row[];
  /** Of one function without each of the cuts, to the same function with all of them. */
  readonly cuts: readonly Ratios[];
  readonly costOfAMillionDeletes: readonly CostRow[];
}

export const reportOf = (results: Results, processors: number): Report => ({
  node: process.version,
  processors,
  load: results.load,
  runtimeClient: results.runtimeClient,
  ratios: ratiosOf(results),
  targets: targetRows(results),
  cuts: cutRatiosOf(results),
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
        ...[bundle, initialization, firstAnswer, warm, warmStubbed].map(asText),
      ]),
    ]),
    '',
    table([
      ['', 'target', 'measured', 'met'],
      ...report.targets.map(({ what, target, measured, met }) => [what, target, measured, yesNo(met)]),
    ]),
    '',
    `What each cut buys: ${OUR_DELETE} without it, to itself with all of them`,
    '',
    table([
      ['', 'bundle', 'initialization', 'first answer', 'warm, stubbed'],
      ...report.cuts.map(({ name, bundle, initialization, firstAnswer, warmStubbed }) => [
        name,
        ...[bundle, initialization, firstAnswer, warmStubbed].map(asText),
      ]),
    ]),
    '',
    'A million deletes in US dollars (us-east-1, arm64, list prices)',
    '',
    table([
      [
        '',
        'write units',
        'read units',
        'ms',
        'MB held',
        'API',
        'invocations',
        'duration',
        'DynamoDB',
        'logs',
        'platform lines',
        'access log',
        'traces',
        'total',
      ],
      ...report.costOfAMillionDeletes.map(({ name, usage, dollars }) => [
        name,
        String(usage.writeUnits),
        String(usage.readUnits),
        usage.duration.toFixed(1),
        Math.ceil(usage.memory).toFixed(0),
        ...Object.values(dollars).map((amount: number) => amount.toFixed(3)),
      ]),
    ]),
    '',
  ].join('\n');
}

const asText = (ratio: number | undefined): string => ratio?.toFixed(2) ?? '';

const yesNo = (met: boolean | undefined): string => (met === undefined ? '' : met ? 'yes' : 'NO');

/** Lines of a table, with columns as wide as needed. The first row is the head. */
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
