import { requiredVariable } from '../../environment.ts';
import type { CustomerItem } from '../items.ts';
import type { RemovalOptions } from './remove.ts';

/** Milliseconds of a day. */
const DAY = 24 * 60 * 60 * 1000;

/** Days for which this stage lets deleted customers be restored; with 0 none ever is. */
export const restorationDays = (): number => Number(requiredVariable('RESTORATION_DAYS'));

/**
 * How a delete leaves a customer whose vendor keeps nothing of what is deleted. As long as it may be restored all of it
 * stays; a day after that DynamoDB may remove it. Where nothing is ever restored it is erased at once, and what is left
 * answers repeats for that day.
 */
export const keptFor = (days: number): RemovalOptions =>
  days === 0 ? { eraseAfter: DAY / 1000 } : { expireAfter: ((days + 1) * DAY) / 1000 };

type Kept = Pick<CustomerItem<object>, 'deletion' | 'profile' | 'expiresAt'>;

/**
 * Until when a customer may be restored, in milliseconds since 1970; undefined where it is not deleted, or never may. The
 * stamp of its deletion decides. One that DynamoDB will remove was promised no more days than its stage had at that
 * time.
 */
export function restorableUntil({ deletion, profile, expiresAt }: Kept, days: number): number | undefined {
  if (!deletion || !profile || days === 0) return undefined;
  const end = Date.parse(deletion.at) + days * DAY;
  return expiresAt === undefined ? end : Math.min(end, hiddenFrom(expiresAt));
}

/**
 * Whether a deleted customer is to be seen nowhere any more, although it is still stored: DynamoDB removes what has
 * expired when it likes, often a day or two later.
 */
export const isHidden = ({ deletion, profile, expiresAt }: Kept, at: Date): boolean =>
  deletion !== undefined &&
  profile !== undefined &&
  expiresAt !== undefined &&
  at.getTime() >= hiddenFrom(expiresAt);

/** The end of the window that `keptFor` has made the time of. */
const hiddenFrom = (expiresAt: number): number => expiresAt * 1000 - DAY;
