import { describe, expect, it } from 'vitest';
import { FILTERS, type Kind, WRITES } from '../../../functions/amili/log-items/writes.ts';
import { operations } from '../../../functions/amili/operations.ts';
import { matchesAny } from '../../../infra/local/streams/matches.ts';

const record = (eventName: string, sk: string, pk = 'amili#2218#x') => ({
  eventName,
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } },
});

describe('what the log tells of what was carried out', () => {
  it('is said of every operation that writes', () => {
    const writing = operations
      .map(({ operation }) => operation)
      .filter(({ route, access }) => access === 'token' && !route.startsWith('GET '));
    const routes = Object.entries(WRITES).map(([name, { route }]) => [name, route]);
    expect(routes.toSorted()).toEqual(writing.map(({ name, route }) => [name, route]).toSorted());
  });

  it('is found among the changes that the worker is called with, and nothing that it writes is', () => {
    const kinds = new Set<Kind>(Object.values(WRITES).flatMap((write) => write.kinds));
    for (const kind of kinds) {
      const sk = kind === 'OUTCOME' ? 'OUTCOME#0001' : kind;
      expect(matchesAny(record('INSERT', sk), FILTERS)).toBe(kind !== 'AR_ITEM');
      expect(matchesAny(record('MODIFY', kind), FILTERS)).toBe(['CUSTOMER', 'AR_ITEM'].includes(kind));
      expect(matchesAny(record('REMOVE', kind), FILTERS)).toBe(false);
      expect(matchesAny(record('INSERT', kind, 'enkash#CEK#x'), FILTERS)).toBe(false);
    }
    for (const kind of ['LOG_ITEM', 'GL_ITEM', 'SUB_CUSTOMER', 'ACCOUNTNO', 'SNAPSHOT#0'])
      for (const event of ['INSERT', 'MODIFY']) expect(matchesAny(record(event, kind), FILTERS)).toBe(false);
  });
});
