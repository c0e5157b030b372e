import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { storedDependent } from '../../support/store.ts';
import { dataOf } from '../customers/companies.ts';
import { isoTime } from '../samples.ts';
import { ENDED, newCompanyRecurringInvoices } from './companies.ts';

const time = expect.stringMatching(isoTime);

it('pauses, resumes and completes; a completed one protects its customer no more', async () => {
  const own = await newCompanyRecurringInvoices();
  const customer = await own.customer();
  const made = dataOf(await own.create(own.minimal({ customer_id: customer.id })));
  const { id } = made;

  const paused = await own.setStatus(id, 'PAUSED');
  expect([paused.status, paused.body]).toEqual([
    200,
    beelSuccess({ ...made, status: 'PAUSED', pause: { reason: 'USER', since: time }, updated_at: time }),
  ]);
  expect(await own.counts(customer)).toEqual([1, 1]);
  expect((await own.deleteCustomer(customer)).status).toBe(400);

  const resumed = await own.setStatus(id, 'ACTIVE');
  expect([resumed.status, resumed.body]).toEqual([200, beelSuccess({ ...made, updated_at: time })]);

  const completed = await own.setStatus(id, 'COMPLETED');
  const shown = {
    ...{ ...made, status: 'COMPLETED', next_generation: null },
    ...{ completion: { reason: 'USER', at: time }, updated_at: time },
  };
  expect([completed.status, completed.body]).toEqual([200, beelSuccess(shown)]);
  expect(await own.counts(customer)).toEqual([0, 0]);
  const stored = await storedDependent(own.recurring(id));
  expect([stored?.customerKey, stored?.version, stored?.listed?.status]).toEqual([undefined, 4, 'COMPLETED']);
  expect((await own.deleteCustomer(customer)).status).toBe(204);
  expect(dataOf(await own.get(id))).toEqual(shown);
});

it('completes one that is resumed after its last date', async () => {
  const own = await newCompanyRecurringInvoices();
  const customer = await own.customer();
  const today = new Date();
  // No date of it is left, but its last day is to come.
  const end_date = new Date(today.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
  const day_of_month = new Date(today.getTime() + 8 * 86_400_000).getUTCDate();
  const { id } = await own.store(customer, {
    ...{ day_of_month, end_date, status: 'PAUSED', paused_on: '2020-02-01' },
    pause: { reason: 'USER', since: '2020-02-01T00:00:00Z' },
  });

  const answer = await own.setStatus(id, 'ACTIVE');

  expect(answer.status).toBe(200);
  const { status, next_generation, pause, completion } = dataOf(answer);
  expect({ status, next_generation, pause, completion }).toEqual({
    ...{ status: 'COMPLETED', next_generation: null, pause: undefined },
    completion: { reason: 'END_DATE_REACHED', at: time },
  });
  expect(await own.counts(customer)).toEqual([0, 0]);
});

it('refuses a status that it has, or that it cannot come to', async () => {
  const own = await newCompanyRecurringInvoices();
  const { id } = dataOf(await own.create(own.minimal()));
  const over = await own.store(undefined, ENDED);
  const failure = (of: string, message: string) =>
    beelCanonicalFailure(
      'RECURRING_STATE_TRANSITION_INVALID',
      message,
      `${own.path(of).slice('/api'.length)}/status`,
    );

  const same = await own.setStatus(id, 'ACTIVE');
  const message = 'The recurring invoice cannot go from its status to this one';
  expect([same.status, same.body]).toEqual([400, failure(id, message)]);
  const stored = await storedDependent(over);
  const ended = await own.setStatus(over.id, 'PAUSED');
  expect([ended.status, ended.body]).toEqual([400, failure(over.id, message)]);
  expect(await storedDependent(over)).toEqual(stored);
  expect((await own.setStatus(id, 'STOPPED')).status).toBe(422);
  expect((await own.setStatus(randomUUID(), 'PAUSED')).status).toBe(404);
});

it('answers a repeat with the same key with what is there', async () => {
  const own = await newCompanyRecurringInvoices();
  const { id } = dataOf(await own.create(own.minimal()));
  const headers = { 'idempotency-key': randomUUID() };
  const first = await own.setStatus(id, 'PAUSED', headers);

  const repeat = await own.setStatus(id, 'PAUSED', headers);

  expect([repeat.status, dataOf(repeat), repeat.headers['idempotency-replay']]).toEqual([
    ...[200, dataOf(first), 'true'],
  ]);
  expect((await storedDependent(own.recurring(id)))?.version).toBe(2);
});
