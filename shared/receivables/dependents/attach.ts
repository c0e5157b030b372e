import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import type { CustomerRef, DependentRef } from '../keys.ts';
import { fence } from '../repeats/fence.ts';
import type { Stamp } from '../stamp.ts';
import {
  type Attachment,
  type AttachRefusal,
  isForGood,
  type NewDependent,
  type NewUniqueDependent,
  prepareAttachment,
} from './attachment.ts';

export type AttachOutcome<Fields extends object = Record<string, unknown>> =
  | { readonly outcome: 'attached'; readonly dependents: readonly DependentItem<Fields>[] }
  | { readonly outcome: 'dependentExists'; readonly dependent: DependentItem<Fields> }
  | { readonly outcome: 'customerNotFound'; readonly customer: CustomerRef }
  | { readonly outcome: 'customerDeactivated'; readonly customer: CustomerRef };

export type UniqueAttachOutcome<Fields extends object = Record<string, unknown>> =
  | AttachOutcome<Fields>
  /** The dependent with the key `owner` owns the unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string; readonly ref: DependentRef }
  /** Another request took the number: read the next one. */
  | { readonly outcome: 'numberTaken' };

export type AttachmentOutcome<Fields extends object = Record<string, unknown>> =
  | {
      readonly outcome: 'attached';
      readonly dependents: readonly DependentItem<Fields>[];
      /** The dependents that were there, as this request left them, in the order of the changes. Absent where there were none. */
      readonly changed?: readonly DependentItem<object>[];
    }
  | AttachRefusal;

/**
 * Stores dependents (invoices, documents, AR items) and counts each on the customer it refers to: all or nothing, and
 * only while each of these customers is active. No dependent may be named twice; dependents and customers together are
 * at most 100, DynamoDB's limit.
 * @throws when a customer's linkCount is missing: what is unknown must be recounted before anything is added to it
 */
export const attachDependents = <Fields extends object>(
  table: Table,
  dependents: readonly NewDependent<Fields>[],
  stamp: Stamp,
): Promise<AttachOutcome<Fields>> =>
  attachTogether(table, { dependents }, stamp) as Promise<AttachOutcome<Fields>>;

/** The same for one dependent, which also claims its unique key and takes its number in the transaction. */
export const attachUniqueDependent = <Fields extends object>(
  table: Table,
  dependent: NewUniqueDependent<Fields>,
  stamp: Stamp,
): Promise<UniqueAttachOutcome<Fields>> =>
  attachTogether(table, { dependents: [dependent] }, stamp) as Promise<UniqueAttachOutcome<Fields>>;

/** The same with all that must change in the transaction that attaches. */
export async function attachTogether<Fields extends object>(
  table: Table,
  attachment: Attachment<Fields>,
  stamp: Stamp,
): Promise<AttachmentOutcome<Fields>> {
  const { writes, dependents, changed, refusal } = prepareAttachment(table, attachment, stamp);
  const attached = { outcome: 'attached', dependents, ...(changed.length > 0 && { changed }) } as const;
  const effort = newEffort(table);
  try {
    await sendWrite(table, new TransactWriteCommand({ TransactItems: [...writes] }), effort);
    return attached;
  } catch (error) {
    const refused = refusal(failedConditions(error));
    if (refused.outcome === 'attached') return attached;
    if (isForGood(refused) || !effort.unanswered) return refused;
    // A fence at one of the dependents is enough: the transaction is all or nothing.
    const landed = await fence<DependentItem<object>>(table, dependents[0]!, stamp, effort);
    return landed ? attached : refused;
  }
}
