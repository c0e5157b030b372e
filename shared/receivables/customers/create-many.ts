import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { type Effort, newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { customerKey } from '../keys.ts';
import { fence } from '../repeats/fence.ts';
import { ATTEMPTS_END_AFTER } from '../repeats/settled-requests.ts';
import type { RowFailure } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { checkCreations, type FreeCreation, type RefusedCreation } from './check-creations.ts';
import { creationWrites, isCreatedBy, isFree, type NewCustomer, newItem } from './create.ts';
import { type MadeCustomer, type NotTakenBack, takeBackCustomers } from './take-back.ts';
import { learnFromClaim, type UniqueKeyItem } from './unique-keys.ts';

export type ManyCreated<Profile extends object = Record<string, unknown>> =
  /** `made` of them by this request, the others by an earlier one of the same client. */
  | {
      readonly outcome: 'created';
      readonly customers: readonly CustomerItem<Profile>[];
      readonly made: number;
    }
  /** Another request of the same client is creating these very customers, or was until a moment ago. */
  | { readonly outcome: 'underWay' }
  /** None was created, but for those that are left. */
  | ({
      readonly outcome: 'refused';
      readonly rows: ReadonlyMap<number, RefusedCreation<Profile>>;
    } & TakenBack)
  /** Nothing was wrong with them, but the time was over, or something unforeseen happened. */
  | ({ readonly outcome: 'failed'; readonly cause: unknown } & TakenBack);

export interface TakenBack {
  /** How many this request had made by then: all of them are taken back, but for those that are left. */
  readonly made: number;
  /** By their places. */
  readonly left: ReadonlyMap<number, LeftOver>;
}

/** Why a customer is there although not all were created. */
export type LeftOver = NotTakenBack | { readonly outcome: 'earlier' };

export interface CreationOptions<Profile extends object> {
  /** Whether a customer that is there was made by an earlier request of the client for the same: then it counts as done. */
  isRepeat?(customer: CustomerItem<Profile>): boolean;
  /** Customers in one transaction; as many as it takes when not said. */
  readonly atATime?: number;
}

/**
 * Customers in one transaction, which takes 100 writes: a customer, its unique key, and a check of the key's former
 * owner.
 */
const CHUNK = 33;

/** The part of the time that is left in which customers are created; the rest is for taking back. */
const CREATING = 0.6;

/** A customer of one transaction, at this place of the list. */
export interface CreationRow<Profile extends object> {
  readonly index: number;
  readonly wanted: NewCustomer<Profile>;
  seen: FreeCreation<Profile>;
}

/** What became of one transaction, and whether an attempt of it was unanswered. */
type Chunk<Profile extends object> =
  | { readonly landed: readonly MadeCustomer<Profile>[] }
  | { readonly refused: Map<number, RefusedCreation<Profile>> }
  | { readonly cause: unknown; readonly unknown: Map<number, RowFailure> };

/**
 * Creates all of these customers, or none. A transaction does not hold them all, so all are checked first, and then
 * written transaction by transaction; where another request gets in between, what was written is taken back:
 *
 *     this request                          another request
 *     check: all are free
 *     Put c0 … c32    ── landed
 *                                           Put c9, which claims the tax id of row 40
 *     Put c33 … c65   ── refused: row 40
 *     Delete c0 … c32, as far as they are still exactly as this request made them
 *     answer: row 40 is a duplicate
 *
 * No id and no unique key may be there twice. A process that dies in the middle leaves what it has written: a repeat with
 * the same ids completes it, where `isRepeat` knows those customers.
 */
export async function createCustomers<Profile extends object>(
  table: Table,
  wanted: readonly NewCustomer<Profile>[],
  stamp: Stamp,
  { isRepeat = () => false, atATime = CHUNK }: CreationOptions<Profile> = {},
): Promise<ManyCreated<Profile>> {
  const rows: CreationRow<Profile>[] = [];
  const refused = new Map<number, RefusedCreation<Profile>>();
  const customers = new Map<number, CustomerItem<Profile>>();
  for (const [index, found] of (await checkCreations(table, wanted)).entries()) {
    if (found.outcome === 'free') rows.push({ index, wanted: wanted[index]!, seen: found });
    else if (found.outcome === 'exists' && isRepeat(found.customer)) customers.set(index, found.customer);
    else refused.set(index, found);
  }
  const earlier = new Map([...customers.keys()].map((index) => [index, { outcome: 'earlier' } as const]));
  if (rows.length > 0 && [...customers.values()].some((each) => isYoung(each, stamp)))
    return { outcome: 'underWay' };
  if (refused.size > 0) return { outcome: 'refused', rows: refused, made: 0, left: earlier };

  const made: MadeCustomer<Profile>[] = [];
  const creating = inPart(table, CREATING);
  for (let start = 0; start < rows.length; start += atATime) {
    const chunk = await createChunk(table, creating, rows.slice(start, start + atATime), stamp);
    if ('landed' in chunk) {
      made.push(...chunk.landed);
      continue;
    }
    const left = new Map<number, LeftOver>([...earlier, ...(await takeBackCustomers(table, made, stamp))]);
    if ('cause' in chunk)
      return {
        outcome: 'failed',
        cause: chunk.cause,
        made: made.length,
        left: new Map([...left, ...chunk.unknown]),
      };
    const isOwn = (each: RefusedCreation<Profile>) => each.outcome === 'exists' && isRepeat(each.customer);
    if ([...chunk.refused.values()].some(isOwn)) return { outcome: 'underWay' };
    return { outcome: 'refused', rows: chunk.refused, made: made.length, left };
  }
  for (const { index, customer } of made) customers.set(index, customer);
  return {
    outcome: 'created',
    customers: wanted.map((_, index) => customers.get(index)!),
    made: made.length,
  };
}

/** Whether the request that made a customer may still be at work. */
const isYoung = ({ creation }: CustomerItem<object>, { at }: Stamp): boolean =>
  Date.parse(at) - Date.parse(creation.at) < ATTEMPTS_END_AFTER;

/** The table until a part of the time that is left. */
function inPart(table: Table, part: number): Table {
  if (table.deadline === undefined) return table;
  const now = performance.now();
  return { ...table, deadline: now + (table.deadline - now) * part };
}

/** Creates the customers of one transaction, and shuts out its unanswered attempts where it is refused. */
async function createChunk<Profile extends object>(
  table: Table,
  creating: Table,
  rows: readonly CreationRow<Profile>[],
  stamp: Stamp,
): Promise<Chunk<Profile>> {
  const effort = newEffort(creating);
  const items = rows.map(({ wanted, seen }) => newItem(wanted, seen.tombstone, stamp));
  const landed = () => ({
    landed: rows.map(({ index, wanted }, place) => ({
      index,
      wanted,
      customer: items[place]!,
      // All or nothing: a fence in the place of the first keeps a late attempt from landing.
      isFenced: place === 0 && effort.unanswered,
    })),
  });
  try {
    const refused = await writeChunk(creating, rows, items, stamp, effort);
    if (!refused) return landed();
    return effort.unanswered && (await fence(table, items[0]!, stamp, newEffort(table)))
      ? landed()
      : { refused };
  } catch (cause) {
    if (!effort.unanswered) return { cause, unknown: new Map() };
    try {
      const isDone = await fence(table, items[0]!, stamp, newEffort(table));
      return isDone ? landed() : { cause, unknown: new Map() };
    } catch {
      const unknown = { outcome: 'unknown', cause } as const;
      return { cause, unknown: new Map(rows.map(({ index }) => [index, unknown])) };
    }
  }
}

/**
 * Creates customers in one transaction.
 * @param items as `newItem` makes them of the rows; they change with what is learnt of the rows
 * @returns what refused, by its place in the list, where none of the customers was created
 */
export async function writeChunk<Profile extends object>(
  table: Table,
  rows: readonly CreationRow<Profile>[],
  items: CustomerItem<Profile>[],
  stamp: Stamp,
  effort: Effort,
): Promise<Map<number, RefusedCreation<Profile>> | undefined> {
  for (;;) {
    const writes = rows.map(({ wanted, seen }, place) => creationWrites(table, wanted, items[place]!, seen));
    try {
      await sendWrite(table, new TransactWriteCommand({ TransactItems: writes.flat() }), effort);
      return undefined;
    } catch (error) {
      const failed = failedConditions<CustomerItem<Profile> & UniqueKeyItem>(error);
      const refused = new Map<number, RefusedCreation<Profile>>();
      for (const [place, row] of rows.entries()) {
        const [put, claim, ownerLives] = failed.splice(0, writes[place]!.length);
        const { wanted, index } = row;
        // One transaction made them all.
        if (put?.old && isCreatedBy(stamp, put.old)) return undefined;
        if (put?.old && !isFree(put.old, wanted))
          refused.set(index, { outcome: 'exists', customer: put.old });
        const { uniqueKey } = wanted;
        const learnt = uniqueKey && learnFromClaim(uniqueKey, row.seen.formerOwner, claim, ownerLives);
        if (learnt?.keptBy !== undefined && !refused.has(index))
          refused.set(index, { outcome: 'duplicate', owner: learnt.keptBy });
        const tombstone = put ? put.old : row.seen.tombstone;
        row.seen = {
          outcome: 'free',
          ...(tombstone && { tombstone }),
          ...(learnt?.formerOwner !== undefined && { formerOwner: learnt.formerOwner }),
        };
        items[place] = newItem(wanted, tombstone, stamp);
      }
      if (refused.size > 0) return refused;
    }
    await nextRound(effort, `creating ${customerKey(rows[0]!.wanted.ref)} and others`);
  }
}
