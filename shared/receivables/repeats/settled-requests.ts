import type { Stamp } from '../stamp.ts';

/** An item that remembers which requests are settled: they have changed it, or never will. */
export interface Settled {
  /** By `settledName` and `refusedName`. */
  readonly settled?: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Milliseconds after which no attempt of a request is under way any more: twice the longest that API Gateway waits. */
export const ATTEMPTS_END_AFTER = 60_000;

/** How `settled` names a request. The time comes first: by it the name is dropped when it is old. */
export const settledName = ({ at, requestId }: Stamp): string => `${at} ${requestId}`;

/** The second name of a request in `settled`, where it was refused: see fence. */
export const refusedName = (stamp: Stamp): string => `${settledName(stamp)} refused`;

/**
 * Whether an attempt of the request has changed the item, even where another request has overwritten its stamp since:
 * the customer came back, the dependent was moved on. A repeat is then done, and must not apply its change a second
 * time, on top of what was written in between.
 */
export const isDone = ({ settled = NOTHING }: Settled, stamp: Stamp): boolean =>
  settled.has(settledName(stamp)) && !settled.has(refusedName(stamp));

/**
 * `settled` as the change of `item` by the request `now` should write it: the requests that the item names already and
 * those whose stamps the change overwrites, as far as they are young enough to be repeated. Undefined where none is,
 * because DynamoDB takes no empty set. It stays small: an item changes only a few times a minute.
 */
export function settledAfter(
  item: Settled,
  now: Stamp,
  overwritten: readonly (Stamp | undefined)[],
): ReadonlySet<string> | undefined {
  const names = [
    ...(item.settled ?? []),
    ...overwritten.flatMap((stamp) => (stamp ? settledName(stamp) : [])),
  ];
  const recent = names.filter(
    (name) => Date.parse(now.at) - Date.parse(name.split(' ', 1)[0] as string) < ATTEMPTS_END_AFTER,
  );
  return recent.length > 0 ? new Set(recent) : undefined;
}
