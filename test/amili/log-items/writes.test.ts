import { describe, expect, it } from 'vitest';
import { type Kind, WRITES } from '../../../functions/amili/log-items/writes.ts';
import { operations } from '../../../functions/amili/operations.ts';
import { recordChanges } from '../../../functions/workers.ts';
import { matchesAny } from '../../../infra/local/streams/matches.ts';

const FILTERS = recordChanges.trigger.filters;

/** A record of an item; where it is a voucher's line, that of an auto posting's first one. */
const record = (eventName: string, sk: string, pk = 'amili#2218#x', lineNo = '1', event = 'payment') => ({
  eventName,
  dynamodb: {
    Keys: { pk: { S: pk }, sk: { S: sk } },
    NewImage: { fields: { M: { lineNo: { N: lineNo }, event: { S: event } } } },
  },
});

describe('what the log tells of what was carried out', () => {
  it('is said of every operation that writes', () => {
    const writing = operations
      .map(({ operation }) => operation)
      .filter(({ route, access }) => access === 'token' && !route.startsWith('GET '));
    const routes = writing.map(({ name }) => [name, WRITES[name]?.route]);
    expect(routes).toEqual(writing.map(({ name, route }) => [name, route]));
  });

  it('is found among the changes that the worker is called with, and nothing that it writes is', () => {
    const kinds = new Set<Kind>(Object.values(WRITES).flatMap((write) => write.kinds));
    const isTold = (event: string, kind: string, pk?: string) => matchesAny(record(event, kind, pk), FILTERS);
    for (const kind of kinds) {
      const sk = kind === 'OUTCOME' ? 'OUTCOME#0001' : kind;
      // Whose histories there are, whatever the vendor.
      const isAlways = /^(AR_ITEM|CUSTOMER|DOCUMENT)$/.test(kind);
      expect([kind, isTold('INSERT', sk)]).toEqual([kind, true]);
      expect([kind, isTold('MODIFY', sk)]).toEqual([kind, isAlways || kind === 'GL_PERIOD']);
      expect([kind, isTold('REMOVE', sk)]).toEqual([kind, isAlways]);
      expect([kind, isTold('INSERT', sk, 'enkash#CEK#x')]).toEqual([kind, isAlways]);
    }
    for (const kind of ['LOG_ITEM', 'ACCOUNTNO', 'SNAPSHOT#0', 'ROWS#0000', '000000000001', 'COUNTER'])
      for (const event of ['INSERT', 'MODIFY', 'REMOVE'])
        expect([kind, isTold(event, kind)]).toEqual([kind, false]);
  });

  it('is one line of each voucher of an auto posting, and none of a document', () => {
    const line = (lineNo: string, event: string) =>
      matchesAny(record('INSERT', 'GL_ITEM', undefined, lineNo, event), FILTERS);
    expect([line('1', 'interest'), line('2', 'interest'), line('1', 'document')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
