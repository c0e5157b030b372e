import {
  type AttributeValue,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** The failed condition of a write that changed nothing. */
export interface FailedCondition<Item> {
  /** The item that the condition was checked against, as it was; undefined where there was none. */
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
 * The failed conditions of a transaction, one place for each of its writes: undefined where that write's condition
 * held.
 * @throws any other failure, unchanged, also a cancellation that has other reasons besides failed conditions
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
