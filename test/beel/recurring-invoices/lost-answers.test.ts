import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { droppedAfter, type Fate, failedAfter, failedBefore } from '../../support/faults.ts';
import { storedDependent } from '../../support/store.ts';
import { dataOf } from '../customers/companies.ts';
import { type CompanyRecurringInvoices, newCompanyRecurringInvoices } from './companies.ts';

let own: CompanyRecurringInvoices;

beforeAll(async () => {
  own = await newCompanyRecurringInvoices();
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function made() {
  const customer = await own.customer();
  return { customer, id: dataOf(await own.create(own.minimal({ customer_id: customer.id }))).id };
}

describe.each<[string, Fate]>([
  ['a dropped connection', droppedAfter],
  ['a 500', failedAfter],
  ['a 500, and nothing done', failedBefore],
])('with %s in the place of the answer to its write', (_, loss) => {
  it('a creation makes one, and counts it once', async () => {
    const customer = await own.customer();
    const { sent } = writesMeet(loss);

    const answer = await own.create(own.minimal({ customer_id: customer.id }));

    expect([answer.status, sent.length]).toEqual([201, 2]);
    expect((await storedDependent(own.recurring(dataOf(answer).id)))?.version).toBe(1);
    expect(await own.counts(customer)).toEqual([1, 1]);
  });

  it('a move counts down and up once', async () => {
    const { customer, id } = await made();
    const other = await own.customer();
    const { sent } = writesMeet(loss);

    const answer = await own.patch(id, { customer_id: other.id });

    expect([answer.status, sent.length]).toEqual([200, 2]);
    expect((await storedDependent(own.recurring(id)))?.version).toBe(2);
    expect([await own.counts(customer), await own.counts(other)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('a completion ends the link once, and is no refusal', async () => {
    const { customer, id } = await made();
    const { sent } = writesMeet(loss);

    const answer = await own.setStatus(id, 'COMPLETED');

    expect([answer.status, dataOf(answer).status, sent.length]).toEqual([200, 'COMPLETED', 2]);
    expect((await storedDependent(own.recurring(id)))?.version).toBe(2);
    expect(await own.counts(customer)).toEqual([0, 0]);
  });
});
