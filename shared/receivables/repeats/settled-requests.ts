import type { Stamp } from '../stamp.ts';

/** An item that remembers which requests are over with it. */
export interface Settled {
  readonly settled?: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Milliseconds: twice API Gateway's longest request, so no attempt of a request is repeated or under way any more. */
const ATTEMPTS_END_AFTER = 60_000;

/** How `settled` names a request: the time first, by which it is forgotten again. */
export const settledName = ({ at, requestId }: Stamp): string => `${at} ${requestId}`;

/** How `settled` says beside its name that the request was refused: see fence. */
export const refusedName = (stamp: Stamp): string => `${settledName(stamp)} refused`;

/**
 * Whether an attempt of the request has changed the item before, although another request has overwritten its stamp
 * since: the customer came back, the dependent was moved on. Who repeats a lost answer is then done, and must not apply
 * its change a second time over what was written after it.
 */
export const isDone = ({ settled = NOTHING }: Settled, stamp: Stamp): boolean =>
  settled.has(settledName(stamp)) && !settled.has(refusedName(stamp));

/**
 * `settled` after a change of `item` at `now` that overwrites the stamps of `overwritten`: what is recent enough to be
 * repeated, or undefined when nothing is, for DynamoDB takes no empty set. It stays as small as an item's changes in
 * one minute are few.
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
