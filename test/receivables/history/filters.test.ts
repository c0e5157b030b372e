import { describe, expect, it } from 'vitest';
import { recordChanges } from '../../../functions/workers.ts';
import { matchesAny } from '../../../infra/local/streams/matches.ts';
import { DEPENDENT_KINDS } from '../../../shared/receivables/dependents/kinds.ts';
import { counterKey, eventKey } from '../../../shared/receivables/feed/lanes.ts';
import { entryOrder } from '../../../shared/receivables/history/entry.ts';
import { newStamp } from '../../support/store.ts';

const { filters } = recordChanges.trigger;

const isTold = (eventName: string, sk: string, change?: string) =>
  matchesAny(
    {
      eventName,
      dynamodb: {
        Keys: { pk: { S: 'enkash#CEK#x' }, sk: { S: sk } },
        ...(change && { NewImage: { change: { S: change } } }),
      },
    },
    filters,
  );

describe('what the worker is called with', () => {
  it('takes as many filters as AWS takes without being asked for more', () => {
    expect(filters.length).toBeLessThanOrEqual(5);
  });

  it('is every change of customers and of what refers to them, and their end', () => {
    for (const kind of ['CUSTOMER', ...DEPENDENT_KINDS])
      for (const event of ['INSERT', 'MODIFY', 'REMOVE'])
        expect([kind, isTold(event, kind)]).toEqual([kind, true]);
  });

  it('is a refusal once it is kept, and nothing else that it writes', () => {
    const sk = entryOrder(newStamp(), 1);
    expect(isTold('INSERT', `${sk}#at#r`, 'delete_refused')).toBe(true);
    for (const event of ['MODIFY', 'REMOVE'])
      expect(isTold(event, `${sk}#at#r`, 'delete_refused')).toBe(false);
    for (const event of ['INSERT', 'MODIFY', 'REMOVE']) {
      expect(isTold(event, sk, 'deleted')).toBe(false);
      expect(isTold(event, eventKey(1, 1).sk)).toBe(false);
      expect(isTold(event, counterKey(1).sk)).toBe(false);
    }
  });
});
