import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordRef } from '../../../shared/receivables/records/record.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';

/*
 * Ids of log items grow with time: the millisecond of the request, times 4096, and twelve bits that are drawn from its
 * request id. A JSON number holds them exactly until 2039. The form is our choice.
 */

const PER_MILLISECOND = 4_096;

/** Seconds that a log item is kept: 400 days, so that a whole year can be looked back at. Our choice. */
export const LIFETIME = 400 * 24 * 60 * 60;

/** Ids that a request tries. Where a thousand rows have one time, as in a batch, the next but few is free. */
const TRIES = 200;

/** The ids that the log item of a request may have, the same for each repeat: the first that no other request has. */
export function* logItemIds({ at, requestId }: Pick<Stamp, 'at' | 'requestId'>): Generator<number> {
  const drawn = Number.parseInt(hash('sha256', requestId).slice(0, 3), 16);
  const first = Date.parse(at) * PER_MILLISECOND + drawn;
  for (let id = first; id < first + TRIES; id++) yield id;
}

/** The time of a log item, in milliseconds since 1970. A collision makes it one later at most. */
export const timeOf = (logItemId: number): number => Math.floor(logItemId / PER_MILLISECOND);

/** The id as texts are ordered: all have as many digits. */
export const ordered = (logItemId: number): string => String(logItemId).padStart(DIGITS, '0');

const DIGITS = String(Number.MAX_SAFE_INTEGER).length;

/** The least and the greatest id of a second, as texts are ordered. Seconds beyond all ids count as the nearest. */
export const idsOfSecond = (second: number): readonly [first: string, last: string] => {
  const idAt = (milliseconds: number) =>
    Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, milliseconds * PER_MILLISECOND));
  return [ordered(idAt(second * 1_000)), ordered(Math.max(0, idAt((second + 1) * 1_000) - 1))];
};

/** `logitemid` in a path. */
export const logItemId = () =>
  z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,15}$/, 'must be a positive integer')),
    z.transform((digits: string) => Number(digits)),
  );

export const logItemRef = ({ vendor, tenant }: Tenant, logItemId: number): RecordRef => ({
  ...{ vendor, tenant, kind: 'LOG_ITEM' },
  id: String(logItemId),
});
