import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { entryOrder, historyKey } from '../../../shared/receivables/history/entry.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { answered, failedBefore, throttled, withFates } from '../../support/faults.ts';
import { loggedBy } from '../../support/log.ts';
import { newStamp } from '../../support/store.ts';

const table = receivables();

/** The request, as far as refusals know it. */
const origin = { traceId: '6b0dce98cb7a5e328dca9357e7455922' };

const newCustomer = () =>
  ({ pk: `v#t#${randomUUID()}`, sk: 'CUSTOMER', creation: newStamp(), version: 3 }) as CustomerItem;

async function kept({ pk }: CustomerItem) {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      ...{ TableName: table.name, KeyConditionExpression: 'pk = :pk', ConsistentRead: true },
      ExpressionAttributeValues: { ':pk': historyKey(pk) },
    }),
  );
  return Items;
}

describe('a refused delete', () => {
  it('is kept behind the version that it met, with why and what was in the way', async () => {
    const customer = newCustomer();
    const stamp = { ...newStamp('ada'), operation: 'a/b/c', reason: 'closed' };
    const blockers = Array.from({ length: 7 }, (_, n) => ({
      vendor: 'v',
      tenant: 't',
      kind: 'INVOICE',
      id: `i${n}`,
    }));
    await keepRefusals(table, [{ outcome: 'linked', customer, linkCount: 7 }], stamp, origin, blockers);
    expect(await kept(customer)).toEqual([
      {
        ...{ pk: historyKey(customer.pk), kind: 'CUSTOMER', change: 'delete_refused', version: 3 },
        sk: `${entryOrder(customer.creation, 3)}#${stamp.at}#${stamp.requestId}`,
        ...{ at: stamp.at, by: 'ada', operation: 'a/b/c', requestId: stamp.requestId, reason: 'closed' },
        ...{ ...origin, traceKey: `v#t#${origin.traceId}` },
        ...{ requestKey: `v#t#${stamp.requestId}`, refusal: 'linked', expiresAt: expect.any(Number) },
        blockers: blockers.slice(0, 5).map(({ kind, id }) => ({ kind, id })),
      },
    ]);
  });

  it.each([
    ['linked', 'link_count_unknown'],
    ['changed', 'changed'],
    ['protected', 'protected'],
  ])('%s without more is %s', async (outcome, refusal) => {
    const customer = newCustomer();
    await keepRefusals(table, [{ outcome, customer }], newStamp(), origin);
    const [entry] = await kept(customer);
    expect(entry).toMatchObject({ refusal });
    expect(entry).not.toHaveProperty('blockers');
  });

  it('is none where it was done, where nobody is there, and where nobody knows', async () => {
    const customer = newCustomer();
    let requests = 0;
    const counted = withFates(table, () => {
      requests++;
      return ({ apply }) => apply();
    });
    const outcomes = ['removed', 'removable', 'alreadyDeactivated', 'unknown', 'failed', 'untouched'];
    const results = [...outcomes.map((outcome) => ({ outcome, customer })), { outcome: 'notFound' }];
    await keepRefusals(counted, results, newStamp(), origin);
    expect(requests).toBe(0);
    expect(await kept(customer)).toEqual([]);
  });

  it('is kept for each of many, a hundred in a transaction, and once however often', async () => {
    const customers = Array.from({ length: 130 }, newCustomer);
    const results = customers.map((customer) => ({ outcome: 'linked', customer, linkCount: 1 }));
    const names: string[] = [];
    const counted = withFates(table, ({ name }) => {
      names.push(name);
      return ({ apply }) => apply();
    });
    const stamp = newStamp();
    await keepRefusals(counted, results, stamp, origin);
    expect(names).toEqual(['TransactWrite', 'TransactWrite']);
    const { lines } = await loggedBy(() => keepRefusals(table, results, stamp, origin));
    expect(lines).toEqual([]);
    for (const customer of [customers[0]!, customers[129]!]) expect(await kept(customer)).toHaveLength(1);
  });

  it('costs nothing where all was done, and is kept where one of several was not', async () => {
    const [done, refused] = [newCustomer(), newCustomer()];
    const removed = { outcome: 'removed', customer: done };
    expect(keepRefusals(table, [removed, removed], newStamp(), origin)).toBeUndefined();
    await keepRefusals(table, [removed, { outcome: 'protected', customer: refused }], newStamp(), origin);
    expect(await kept(done)).toEqual([]);
    expect(await kept(refused)).toEqual([expect.objectContaining({ refusal: 'protected' })]);
  });

  it('alone is one Put, and stays as it was marked since when its request is repeated', async () => {
    const customer = newCustomer();
    const stamp = newStamp();
    const names: string[] = [];
    const counted = withFates(table, ({ name }) => {
      names.push(name);
      return answered;
    });
    const repeat = () => keepRefusals(counted, [{ outcome: 'changed', customer }], stamp, origin);
    await repeat();
    const [entry] = await kept(customer);
    const marked = { ...entry, told: 1 };
    await table.client.send(new PutCommand({ TableName: table.name, Item: marked }));
    const { lines } = await loggedBy(repeat);
    expect(names).toEqual(['Put', 'Put']);
    expect(lines).toEqual([]);
    expect(await kept(customer)).toEqual([marked]);
  });

  it('that is not kept beside one that was is logged', async () => {
    const [known, other] = [newCustomer(), newCustomer()];
    const stamp = newStamp();
    const results = [known, other].map((customer) => ({ outcome: 'changed', customer }));
    await keepRefusals(table, results.slice(0, 1), stamp, origin);
    const { lines } = await loggedBy(() => keepRefusals(table, results, stamp, origin));
    expect(lines).toEqual([
      expect.objectContaining({ level: 'ERROR', message: 'a refused delete was not kept in the history' }),
    ]);
    expect(await kept(known)).toHaveLength(1);
    expect(await kept(other)).toEqual([]);
  });

  it.each([
    ['warn', throttled],
    ['warn', failedBefore],
    [
      'error',
      async () => {
        throw new Error('injected');
      },
    ],
  ])('that is not kept is logged as %s after one attempt, and fails nothing', async (level, fate) => {
    const customer = newCustomer();
    const stamp = { ...newStamp(), operation: 'a/b/c' };
    let attempts = 0;
    const faulty: Table = withFates(table, () => {
      attempts++;
      return fate;
    });
    const { lines } = await loggedBy(
      () => keepRefusals(faulty, [{ outcome: 'linked', customer }], stamp, origin),
      'warn',
    );
    expect(attempts).toBe(1);
    expect(lines).toEqual([
      expect.objectContaining({
        ...{ level: level.toUpperCase(), message: 'a refused delete was not kept in the history' },
        ...{ operation: 'a/b/c', requestId: stamp.requestId },
      }),
    ]);
  });
});
