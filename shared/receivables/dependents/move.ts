import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type FailedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import { fence } from '../repeats/fence.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { countLinks, uncountLink } from './link-count.ts';

export type MoveOutcome =
  | { readonly outcome: 'moved' }
  | { readonly outcome: 'notFound' }
  /** The dependent is no longer the one seen: read it again. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'customerNotFound' }
  | { readonly outcome: 'customerDeactivated' };

/**
 * Makes a dependent refer to another customer: one transaction of three writes, so that at every moment exactly one of
 * the two customers is protected by it. Moving to the customer it already refers to changes nothing. A request whose
 * move landed is told so even when the dependent was moved on or deleted since.
 */
export async function moveDependent(
  table: Table,
  seen: DependentItem<object>,
  to: CustomerRef,
  stamp: Stamp,
): Promise<MoveOutcome> {
  const target = customerKey(to);
  if (seen.customerKey === target) return { outcome: 'moved' };
  const TransactItems = [
    referTo(table, seen, target, stamp),
    countLinks(table, to, 1),
    ...(seen.customerKey === undefined ? [] : [uncountLink(table, seen.customerKey)]),
  ];
  const effort = newEffort(table);
  try {
    await sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
    return { outcome: 'moved' };
  } catch (error) {
    const [dependent, customer] = failedConditions<DependentItem & CustomerItem>(error);
    if (dependent) return classifyDependent(dependent, stamp);
    if (!customer)
      throw new Error(`the linkCount of ${seen.customerKey} is below its live links`, { cause: error });
    const refusal = classifyTarget(customer, target);
    const landed = effort.unanswered && (await fence(table, seen, stamp, effort));
    return landed ? { outcome: 'moved' } : refusal;
  }
}

function classifyDependent({ old }: FailedCondition<DependentItem>, stamp: Stamp): MoveOutcome {
  if (old && isDone(old, stamp)) return { outcome: 'moved' };
  return { outcome: !old || old.deletion ? 'notFound' : 'changed' };
}

function classifyTarget({ old }: FailedCondition<CustomerItem>, target: string): MoveOutcome {
  if (!old || old.deletion) return { outcome: 'customerNotFound' };
  if (old.deactivation) return { outcome: 'customerDeactivated' };
  throw new Error(`the linkCount of ${target} is missing: recount it before anything is attached`);
}

const referTo = (
  { name }: Table,
  seen: DependentItem<object>,
  target: string,
  stamp: Stamp,
): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: { pk: seen.pk, sk: seen.sk },
    UpdateExpression:
      'SET customerKey = :target, #update = :stamp, settled = :settled, version = version + :one',
    ConditionExpression: 'attribute_not_exists(deletion) AND version = :version',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':target': target,
      ':stamp': stamp,
      ':one': 1,
      ':version': seen.version,
      ':settled': settledAfter(seen, stamp, [stamp]),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
