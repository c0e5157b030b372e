import {
  type AttributeValue,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** What a write's failed condition met: the item as it was, or no item. */
export interface FailedCondition<Item> {
  readonly old: Item | undefined;
}

/**
 * The failed condition of a single write that asked for ALL_OLD.
 * @throws any other failure, unchanged
 */
export function failedCondition<Item>(error: unknown): FailedCondition<Item> {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  return { old: oldItem(error.Item) };
}

/**
 * The failed conditions of a transaction, one place for each of its writes: undefined where that write did not fail.
 * @throws any other failure, unchanged, and a cancellation of which conditions are not the only reason
 */
export function failedConditions<Item>(error: unknown): (FailedCondition<Item> | undefined)[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.map(({ Code }) => Code === 'ConditionalCheckFailed');
  const passed = reasons.map(({ Code }) => Code === 'None' || Code === undefined);
  if (!failed.includes(true) || reasons.some((_, index) => !failed[index] && !passed[index])) throw error;
  return reasons.map(({ Item }, index) => (failed[index] ? { old: oldItem<Item>(Item) } : undefined));
}

/** The SDK's document client translates answers but not exceptions. */
const oldItem = <Item>(item: Record<string, AttributeValue> | undefined): Item | undefined =>
  item && Object.keys(item).length > 0 ? (unmarshall(item) as Item) : undefined;
