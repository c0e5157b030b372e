import { describe, expect, it } from 'vitest';
import { matchesAny } from '../../../infra/local/streams/matches.ts';
import type { FilterPattern } from '../../../shared/streams/stream-trigger.ts';

const record = {
  eventName: 'MODIFY',
  dynamodb: {
    Keys: { pk: { S: 'v#t#1' }, sk: { S: 'CUSTOMER' } },
    NewImage: { deletion: { M: { by: { S: 'ada' } } }, next: { NULL: true }, empty: { S: '' } },
  },
};

/** What https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html says of each rule. */
const cases: [name: string, pattern: FilterPattern, expected: boolean][] = [
  ['one of the values', { dynamodb: { Keys: { sk: { S: ['INVOICE', 'CUSTOMER'] } } } }, true],
  ['none of the values', { dynamodb: { Keys: { sk: { S: ['INVOICE'] } } } }, false],
  ['a value that is another in capitals', { dynamodb: { Keys: { sk: { S: ['Customer'] } } } }, false],
  [
    'all parts of a pattern',
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['CUSTOMER'] } } } },
    true,
  ],
  ['one part of two', { eventName: ['REMOVE'], dynamodb: { Keys: { sk: { S: ['CUSTOMER'] } } } }, false],
  ['a beginning', { dynamodb: { Keys: { pk: { S: [{ prefix: 'v#' }] } } } }, true],
  ['another beginning', { dynamodb: { Keys: { pk: { S: [{ prefix: 'w#' }] } } } }, false],
  ['what is there', { dynamodb: { NewImage: { empty: { S: [{ exists: true }] } } } }, true],
  ['what is not there', { dynamodb: { NewImage: { listKey: { S: [{ exists: true }] } } } }, false],
  ['what shall not be there', { dynamodb: { NewImage: { listKey: { S: [{ exists: false }] } } } }, true],
  [
    'what shall not be there but is',
    { dynamodb: { NewImage: { empty: { S: [{ exists: false }] } } } },
    false,
  ],
  ['below what is not there', { dynamodb: { OldImage: { sk: { S: [{ exists: false }] } } } }, true],
  ['a map, which is no leaf', { dynamodb: { NewImage: { deletion: [{ exists: true }] } } }, false],
  ['anything but', { eventName: [{ 'anything-but': ['INSERT', 'REMOVE'] }] }, true],
  ['anything but this', { eventName: [{ 'anything-but': ['MODIFY'] }] }, false],
  ['anything but, of what is not there', { nothing: [{ 'anything-but': ['MODIFY'] }] }, false],
  ['everything, by no part at all', {}, true],
];

describe('a filter pattern', () => {
  it.each(cases)('%s', (_, pattern, expected) => {
    expect(matchesAny(record, [pattern])).toBe(expected);
  });

  it('is one of several', () => {
    const [no, yes] = [{ eventName: ['REMOVE'] }, { eventName: ['MODIFY'] }];
    expect(matchesAny(record, [no, yes])).toBe(true);
    expect(matchesAny(record, [no, no])).toBe(false);
    expect(matchesAny(record, [])).toBe(false);
  });
});
