import { inspect } from 'node:util';
import type { LogLine } from '../../shared/log.ts';
import { printable } from '../printable.ts';

/**
 * A line of the log for people's eyes: time, method and path, status, milliseconds, who called for whom, what became of
 * it. An error follows with its stack.
 *
 *     20:45:13 DELETE /api/v0/customer/KCMW2U9R4H9HPNKC 422 12 ms ada@example.com/CEKFOWV7UQ linked: customer …
 *     20:45:13 workers/apply-batches 2 of 2 records 12 ms applied=2
 */
export function readable({ timestamp, level, message, error, ...fields }: LogLine): string {
  const time = new Date(timestamp).toTimeString().slice(0, 8);
  const words = wordsOf(message, fields);
  const line = [time, ...(level === 'INFO' ? [] : [level]), ...words].map(printable).join(' ');
  const stack = error === undefined ? [] : inspect(error).split('\n');
  return [line, ...stack.map((each) => `  ${printable(each)}`), ''].join('\n');
}

function wordsOf(message: string, fields: Fields): string[] {
  if ('statusCode' in fields) return requestWords(fields);
  return message === 'records' ? workerWords(fields) : [message, ...members(fields)];
}

/** A call of a worker. */
const workerWords = ({ worker, records, done, durationMs, outcomes }: Fields): string[] => [
  `${worker} ${done} of ${records} records`,
  `${durationMs} ms`,
  ...members(outcomes as Fields),
];

/** What each field of a request's line is told by; fields that are not here follow by name. */
function requestWords({ route, method, path, ids, statusCode, durationMs, ...fields }: Fields): string[] {
  const { caller, tenant, outcome, outcomes, refusal, fields: refused, ...others } = fields;
  const { operation: _, requestId: __, traceId, ...rest } = others;
  const outcomeWords = outcome === undefined ? members(outcomes as Fields) : [String(outcome)];
  const said = refusal !== undefined && refusal !== outcome ? `(${refusal})` : '';
  return [
    route === '$default' || route === undefined
      ? `${method ?? '?'} ${path}`
      : filledIn(String(route), ids as Fields),
    `${statusCode}`,
    `${durationMs} ms`,
    [caller, tenant].filter((name) => name !== undefined).join('/'),
    outcomeWords.join(' '),
    said,
    Array.isArray(refused) ? refused.join(', ') : '',
    ...members(rest),
    `trace ${traceId}`,
  ].filter((word) => word !== '');
}

type Fields = Readonly<Record<string, unknown>>;

/** The route with the ids in the place of their names. */
const filledIn = (route: string, ids: Fields = {}): string =>
  route.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    ids[name] === undefined ? place : encodeURIComponent(String(ids[name])),
  );

const members = (fields: Fields = {}): string[] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
