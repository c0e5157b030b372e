import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../../shared/dynamodb/failed-condition.ts';
import { sendWrite } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { type NewCustomer, newItem } from '../../../shared/receivables/customers/create.ts';
import { uniqueKeyItem } from '../../../shared/receivables/customers/unique-keys.ts';
import { type Attachment, dependentItem } from '../../../shared/receivables/dependents/attachment.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { lookupWrite } from '../../../shared/receivables/records/lookups.ts';
import { recordItem } from '../../../shared/receivables/records/record.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { Samples } from './samples/samples.ts';

/** Customers that are stored, by their ids. */
export interface Stored {
  readonly unlinked: readonly string[];
  readonly linked: readonly string[];
}

/**
 * Stores sample customers with what refers to them in one transaction, all or none of them, and only where nothing is
 * yet. So a seed that is cut short leaves no count without its links, and none takes a number that the service gave to
 * another customer meanwhile. Where one was taken, others are made: the next numbers.
 * @param links for each customer whether it is linked
 */
export async function storeSamples(
  table: Table,
  samples: Samples,
  links: readonly boolean[],
  stamp: Stamp,
): Promise<Stored> {
  for (;;) {
    const made = links.map((isLinked) => {
      const customer = samples.customer();
      return { customer, attachment: isLinked ? samples.attachment(customer) : { dependents: [] } };
    });
    const TransactItems = made.flatMap(({ customer, attachment }) => [
      ...itemsOf(customer, attachment, stamp).map((Item) => ({
        Put: {
          TableName: table.name,
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        },
      })),
      ...(attachment.lookups ?? []).map((lookup) => lookupWrite(table, lookup)),
    ]);
    try {
      await sendWrite(table, new TransactWriteCommand({ TransactItems }));
    } catch (error) {
      const [first] = failedConditions<CustomerItem>(error);
      // An attempt without an answer had landed, unless somebody else has the first customer's id.
      if (first?.old?.creation.requestId !== stamp.requestId) continue;
    }
    const idsOf = (isLinked: boolean) =>
      made.filter((_, index) => links[index] === isLinked).map(({ customer }) => customer.ref.id);
    return { unlinked: idsOf(false), linked: idsOf(true) };
  }
}

const itemsOf = (
  customer: NewCustomer<object>,
  { dependents, records = [] }: Attachment<object>,
  stamp: Stamp,
) => [
  // Counted as attaching would count them.
  { ...newItem(customer, undefined, stamp), linkCount: dependents.length },
  ...(customer.uniqueKey ? [uniqueKeyItem(customer.ref, customer.uniqueKey)] : []),
  ...dependents.map((dependent) => dependentItem(dependent, stamp)),
  ...records.map((record) => recordItem(record, stamp)),
];
