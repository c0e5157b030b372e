import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type FailedCondition, failedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { type Effort, newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { UniqueKey, UniqueKeyItem } from '../customers/unique-keys.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { type CustomerRef, customerKey, type DependentRef, dependentRefOf } from '../keys.ts';
import { type Listing, listAttributes } from '../lists/listing.ts';
import { fence } from '../repeats/fence.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { isRecurring } from './kinds.ts';
import { countLinks, uncountLink } from './link-count.ts';
import { type NumberTaken, takeNumber } from './numbers.ts';
import { claimOwnKey, releaseOwnKey } from './own-keys.ts';

export interface DependentChange<Fields extends object = Record<string, unknown>> {
  /** Take the place of all fields. */
  readonly fields: Fields;
  /** The customer that it refers to from now on, null for none; as before where this is left out. */
  readonly customer?: CustomerRef | null;
  /** A unique key that it claims, and the one that it has and gives up. */
  readonly uniqueKey?: { readonly from?: UniqueKey | undefined; readonly to?: UniqueKey | undefined };
  /** A number that the fields have: it is counted on in the same transaction. */
  readonly number?: NumberTaken;
  readonly listing?: Listing;
}

export type DependentUpdateOutcome<Fields extends object = Record<string, unknown>> =
  /** `dependent` is as this request left it, even where another request has changed it since. */
  | { readonly outcome: 'updated'; readonly dependent: DependentItem<Fields> }
  | { readonly outcome: 'notFound' }
  /** The dependent is no longer the one seen: read it again. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'customerNotFound' }
  | { readonly outcome: 'customerDeactivated' }
  /** The dependent with the key `owner` owns the unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string }
  /** Another request took the number: read the next one. */
  | { readonly outcome: 'numberTaken' };

/**
 * Changes a dependent that is still at the version seen: its fields, and with them the customer that it refers to, its
 * unique key and its number, in one transaction. At every moment exactly one of two customers is protected by it. A
 * request whose update landed is told so even when the dependent was changed or deleted since.
 */
export async function updateDependent<Fields extends object>(
  table: Table,
  seen: DependentItem<object>,
  change: DependentChange<Fields>,
  stamp: Stamp,
): Promise<DependentUpdateOutcome<Fields>> {
  const ref = dependentRefOf(seen.pk);
  const move = moveOf(seen, change.customer);
  const { from, to } = changedKey(change.uniqueKey);
  const { write, updated } = updateOf(table, ref, seen, change, move, stamp);
  const parts = {
    dependent: write,
    target: move?.to && countLinks(table, move.to, 1, isRecurring(ref.kind) ? 1 : 0),
    left: move && seen.customerKey !== undefined ? uncountLink(table, seen.customerKey, ref.kind) : undefined,
    claim: to && claimOwnKey(table, ref, to),
    release: from && releaseOwnKey(table, ref, from),
    number: change.number && takeNumber(table, change.number),
  };
  const effort = newEffort(table);
  try {
    await send(table, parts, effort);
    return { outcome: 'updated', dependent: updated };
  } catch (error) {
    const failed = failedParts(parts, error);
    if (failed.dependent) return classifyDependent(failed.dependent, updated, stamp);
    if (failed.left)
      throw new Error(`the linkCount of ${seen.customerKey} is below its live links`, { cause: error });
    if (failed.release)
      throw new Error(`${seen.pk} does not own the ${from?.name} that it gives up`, { cause: error });
    const refusal = failed.claim
      ? ({ outcome: 'duplicate', owner: failed.claim.old?.holder as string } as const)
      : failed.target && classifyTarget(failed.target, move?.to as CustomerRef);
    // Its attempts asked for a number that is over: none of them can land any more.
    if (!refusal) return { outcome: 'numberTaken' };
    const landed = effort.unanswered && (await fence(table, seen, stamp, effort));
    return landed ? { outcome: 'updated', dependent: updated } : refusal;
  }
}

/** Whom it refers to from now on, where that is another customer than before, or none any more. */
interface Move {
  readonly to: CustomerRef | null;
}

function moveOf(seen: DependentItem<object>, to: CustomerRef | null | undefined): Move | undefined {
  if (to === undefined) return undefined;
  const isSame = seen.customerKey === (to === null ? undefined : customerKey(to));
  return isSame ? undefined : { to };
}

const changedKey = ({ from, to }: NonNullable<DependentChange['uniqueKey']> = {}) =>
  from && to && from.name === to.name && from.value === to.value ? {} : { from, to };

const OWN_WORDS = new Set(['fields', 'update']);

/** The condition on which what was seen of a dependent still holds: every change of one counts its version up. */
export const STILL_AS_SEEN = 'attribute_not_exists(deletion) AND version = :version';

/** The update, and the dependent as it will be after it. */
export function updateOf<Fields extends object>(
  { name }: Table,
  ref: DependentRef,
  seen: DependentItem<object>,
  { fields, listing }: DependentChange<Fields>,
  move: Move | undefined,
  stamp: Stamp,
) {
  const { customerKey: before, ...others } = seen;
  const after = move ? (move.to === null ? undefined : customerKey(move.to)) : before;
  const settled = settledAfter(seen, stamp, [stamp]) as ReadonlySet<string>;
  const row = listAttributes(ref, ref.kind, 'LIVE', listing);
  const updated: DependentItem<Fields> = {
    ...others,
    ...(after !== undefined && { customerKey: after }),
    ...row,
    ...{ fields, settled, update: stamp, version: seen.version + 1 },
  };
  const values = { fields, update: stamp, settled, ...row, ...(move?.to && { customerKey: after }) };
  const names = Object.keys(values);
  // Of these names DynamoDB takes two for words of its own.
  const assignments = names.map((each) => `${OWN_WORDS.has(each) ? '#' : ''}${each} = :${each}`);
  const write = {
    TableName: name,
    Key: { pk: seen.pk, sk: seen.sk },
    UpdateExpression: `SET ${assignments.join(', ')}, version = version + :one${
      move?.to === null ? ' REMOVE customerKey' : ''
    }`,
    ConditionExpression: STILL_AS_SEEN,
    ExpressionAttributeNames: Object.fromEntries([...OWN_WORDS].map((each) => [`#${each}`, each])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(values).map(([each, value]) => [`:${each}`, value])),
      ':one': 1,
      ':version': seen.version,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  return { write: { Update: write }, updated };
}

type Parts = { readonly dependent: { readonly Update: NonNullable<TransactionWrite['Update']> } } & Readonly<
  Partial<Record<Part, TransactionWrite | null | undefined>>
>;

type Part = 'dependent' | 'target' | 'left' | 'claim' | 'release' | 'number';

const namesOf = (parts: Parts) => (Object.keys(parts) as Part[]).filter((part) => parts[part]);

/** Fields alone need no transaction, which costs twice as much. */
function send(table: Table, parts: Parts, effort: Effort): Promise<unknown> {
  const TransactItems = namesOf(parts).map((part) => parts[part] as TransactionWrite);
  return TransactItems.length === 1
    ? sendWrite(table, new UpdateCommand(parts.dependent.Update), effort)
    : sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
}

type Failed = FailedCondition<DependentItem & CustomerItem & UniqueKeyItem>;

/** The parts whose conditions failed. */
function failedParts(parts: Parts, error: unknown): Partial<Record<Part, Failed>> {
  const names = namesOf(parts);
  if (names.length === 1) return { dependent: failedCondition(error) };
  const failed = failedConditions<DependentItem & CustomerItem & UniqueKeyItem>(error);
  return Object.fromEntries(names.flatMap((part, index) => (failed[index] ? [[part, failed[index]]] : [])));
}

function classifyDependent<Fields extends object>(
  { old }: FailedCondition<DependentItem>,
  updated: DependentItem<Fields>,
  stamp: Stamp,
): DependentUpdateOutcome<Fields> {
  if (old && isDone(old, stamp)) return { outcome: 'updated', dependent: updated };
  return { outcome: !old || old.deletion ? 'notFound' : 'changed' };
}

function classifyTarget({ old }: FailedCondition<CustomerItem>, target: CustomerRef) {
  if (!old || old.deletion) return { outcome: 'customerNotFound' } as const;
  if (old.deactivation) return { outcome: 'customerDeactivated' } as const;
  throw new Error(
    `the linkCount of ${customerKey(target)} is missing: recount it before anything is attached`,
  );
}
