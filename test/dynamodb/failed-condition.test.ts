import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { failedCondition, failedConditions } from '../../shared/dynamodb/failed-condition.ts';

const Item = { pk: { S: 'c1' }, linkCount: { N: '2' } };
const item = { pk: 'c1', linkCount: 2 };
const FAILED = 'ConditionalCheckFailed';

type Reasons = TransactionCanceledException['CancellationReasons'];

const cancelled = (CancellationReasons: Reasons) =>
  new TransactionCanceledException({ message: 'no', $metadata: {}, ...{ CancellationReasons } });

const conditionFailed = (old: { Item?: typeof Item | Record<string, never> }) =>
  new ConditionalCheckFailedException({ message: 'no', $metadata: {}, ...old });

describe('the failed condition of a write', () => {
  it('met an item, or none', () => {
    expect(failedCondition(conditionFailed({ Item }))).toEqual({ old: item });
    expect(failedCondition(conditionFailed({ Item: {} }))).toEqual({ old: undefined });
    expect(failedCondition(conditionFailed({}))).toEqual({ old: undefined });
  });

  it('is no other failure', () => {
    const other = new Error('other');
    expect(() => failedCondition(other)).toThrow(other);
  });
});

describe('the failed conditions of a transaction', () => {
  it('stand in the places of their writes', () => {
    const error = cancelled([{ Code: 'None' }, { Code: FAILED, Item }, {}, { Code: FAILED, Item: {} }]);

    expect(failedConditions(error)).toEqual([undefined, { old: item }, undefined, { old: undefined }]);
  });

  it.each<[string, Reasons]>([
    ['no reasons', undefined],
    ['no failed condition', [{ Code: 'None' }, { Code: 'None' }]],
    ['another reason', [{ Code: 'ItemCollectionSizeLimitExceeded' }]],
    ['another reason beside one', [{ Code: FAILED, Item }, { Code: 'ValidationError' }, { Code: 'None' }]],
  ])('are not all there is with %s', (_, reasons) => {
    const error = cancelled(reasons);
    expect(() => failedConditions(error)).toThrow(error);
  });

  it('are no other failure, whatever it carries', () => {
    const other = Object.assign(new Error('other'), { CancellationReasons: [{ Code: FAILED }] });
    expect(() => failedConditions(other)).toThrow(other);
  });
});
