import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { beelCanonicalFailure, beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { answered, droppedAfter, failedAfter, overtaken } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { storeDependent, storedCustomer, storedDependent } from '../../support/store.ts';
import {
  type CompanyRecurringInvoices,
  ENDED,
  ENDED_COMPLETION,
  newCompanyRecurringInvoices,
} from '../recurring-invoices/companies.ts';
import { codeOf, dataOf } from './companies.ts';

let own: CompanyRecurringInvoices;

beforeAll(async () => {
  own = await newCompanyRecurringInvoices();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const HELD = 'A recurring invoice that is active or paused has the customer as its recipient';
const HAS_INVOICES =
  'A customer with invoices cannot be deleted: its tax record is kept intact. ' +
  'Deactivate it (active: false) to stop using it.';

const failure = (code: string, message: string, id: string, details: Record<string, unknown>) =>
  beelCanonicalFailure(code, message, `/v1/companies/${own.company}/customers/${id}`, details);

/** A customer that a recurring invoice refers to. */
async function held(others: object = {}) {
  const customer = await own.customer();
  const { id } = dataOf(await own.create(own.minimal({ customer_id: customer.id, ...others })));
  return { customer, id };
}

/** A customer that recurring invoices refer to which are over. */
async function over(count = 1) {
  const customer = await own.customer();
  const refs = [];
  for (let n = 0; n < count; n++) refs.push(await own.store(customer, ENDED));
  return { customer, refs };
}

describe('deleting a customer that recurring invoices refer to', () => {
  it('is refused while one is active or paused, and names them', async () => {
    const { customer, id } = await held();
    const second = dataOf(await own.create(own.minimal({ customer_id: customer.id }))).id;
    await own.setStatus(second, 'PAUSED');
    const before = await storedCustomer(customer);

    const answer = await own.deleteCustomer(customer);

    const blockers = [id, second].sort().map((each) => ({ type: 'recurring_invoice', id: each }));
    expect([answer.status, answer.body]).toEqual([
      400,
      failure('REFERENCED_BY_RECURRING_INVOICE', HELD, customer.id, { blockers }),
    ]);
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('tells of invoices where both refer to it, and names five of all', async () => {
    const { customer, id } = await held();
    const invoices = [];
    for (let n = 0; n < 5; n++) invoices.push((await storeDependent(customer)).id);

    const answer = await own.deleteCustomer(customer);

    const blockers = invoices.sort().map((each) => ({ type: 'invoice', id: each }));
    expect([answer.status, answer.body]).toEqual([
      409,
      failure('CLIENT_HAS_INVOICES', HAS_INVOICES, customer.id, { blockers }),
    ]);
    for (const each of invoices) await call(`DELETE /api/v1/invoices/${each}`, own);
    expect((await own.get(id)).status).toBe(200);
  });

  it('completes those that are over, and deletes it', async () => {
    const { customer, refs } = await over(3);
    const shown = await Promise.all(refs.map(async ({ id }) => dataOf(await own.get(id))));

    expect((await own.deleteCustomer(customer)).status).toBe(204);

    const stored = await storedCustomer(customer);
    expect(stored).toMatchObject({ linkCount: 0, recurringCount: 0, version: 2 });
    for (const [n, ref] of refs.entries()) {
      const completed = await storedDependent(ref);
      expect(completed).toMatchObject({
        fields: { status: 'COMPLETED', completion: ENDED_COMPLETION, customer_id: customer.id },
        listed: { status: 'COMPLETED' },
        update: stored?.deletion,
      });
      expect(completed).not.toHaveProperty('customerKey');
      // To its client nothing has changed but when that was written.
      expect(dataOf(await own.get(ref.id))).toEqual({ ...shown[n], updated_at: expect.any(String) });
    }
  });

  it('completes none where one is not over', async () => {
    const { customer, refs } = await over();
    const live = dataOf(await own.create(own.minimal({ customer_id: customer.id }))).id;
    const before = await storedDependent(refs[0]!);

    const answer = await own.deleteCustomer(customer);

    expect([answer.status, codeOf(answer)]).toEqual([400, 'REFERENCED_BY_RECURRING_INVOICE']);
    expect(await storedDependent(refs[0]!)).toEqual(before);
    await own.remove(live);
    expect((await own.deleteCustomer(customer)).status).toBe(204);
  });

  it.each([
    ['dropped', droppedAfter],
    ['a 500', failedAfter],
  ])('is done once, whichever answer to its writes is %s', async (_, loss) => {
    for (const lost of [0, 1, 2]) {
      const { customer, refs } = await over();
      // Its first try, the end of what is over, and its second try.
      const { sent } = writesMeet(...[answered, answered, answered].with(lost, loss));

      const answer = await own.deleteCustomer(customer);

      expect([answer.status, sent.length]).toEqual([204, 4]);
      expect((await storedCustomer(customer))?.version).toBe(2);
      expect((await storedDependent(refs[0]!))?.version).toBe(2);
      vi.restoreAllMocks();
    }
  });
});

describe('deleting many customers', () => {
  it('has a row of its own for those that recurring invoices alone refer to', async () => {
    const [{ customer }, both, ended] = [await held(), await held(), await over(2)];
    const free = await own.customer();
    await storeDependent(both.customer);
    const ids = [customer.id, both.customer.id, ended.customer.id, free.id];

    const answer = await call(
      `DELETE /api/v1/companies/${own.company}/customers/bulk?ids=${ids.join(',')}`,
      own,
    );

    const recurring = { code: 'CLIENT_HAS_RECURRING_INVOICE', message: HELD };
    const invoices = { code: 'CLIENT_HAS_INVOICES', message: HAS_INVOICES };
    const deleted = [ended.customer.id, free.id];
    expect([answer.status, answer.body]).toEqual([
      200,
      beelSuccess({
        metadata: { total_customers: 4, operation: 'DELETE_CUSTOMERS', is_dry_run: false },
        customers_deletion: [
          { index: 0, customer_id: ids[0], status: 'HAS_RECURRING_INVOICE', error: recurring },
          { index: 1, customer_id: ids[1], status: 'HAS_INVOICES', error: invoices },
          { index: 2, customer_id: ids[2], status: 'DELETED' },
          { index: 3, customer_id: ids[3], status: 'DELETED' },
        ],
        statistics: {
          ...{ total_processed: 4, deleted: 2, not_found: 0 },
          ...{ has_invoices: 1, has_recurring_invoice: 1, errors: 0 },
        },
        ...{ deleted_ids: deleted, deactivated_ids: deleted, total: 4, successful: 2, failed: 2 },
        errors: [
          { customer_id: ids[0], error: recurring },
          { customer_id: ids[1], error: invoices },
        ],
      }),
    ]);
    for (const ref of ended.refs) expect((await storedDependent(ref))?.fields.status).toBe('COMPLETED');
  });
});

describe('deactivating on flat routes', () => {
  it('is refused alike for both, in the words of 1.0.1, but not for what is over', async () => {
    const [{ customer }, ended, many] = [await held(), await over(), await over()];
    const message = 'Cannot deactivate customer because it has associated invoices';

    const refused = await call(`DELETE /api/v1/customers/${customer.id}`, own);
    expect([refused.status, refused.body]).toEqual([409, beelFailure('CLIENT_HAS_INVOICES', message)]);
    const done = await call(`DELETE /api/v1/customers/${ended.customer.id}`, own);
    expect(done.status).toBe(200);
    const bulk = await call(`DELETE /api/v1/customers/bulk?ids=${customer.id},${many.customer.id}`, own);
    expect(bulk.body).toEqual(
      beelSuccess({
        ...{ total: 2, successful: 1, failed: 1, deactivated_ids: [many.customer.id] },
        errors: [{ customer_id: customer.id, error: { code: 'CLIENT_HAS_INVOICES', message } }],
      }),
    );
    expect(await own.counts(ended.customer)).toEqual([0, 0]);
  });
});

const ROUNDS = Array.from({ length: 5 }, (_, round) => round);

describe('at the same time', () => {
  it.each(ROUNDS)('a creation and a deletion: one of them wins (round %i)', async () => {
    const customer = await own.customer();
    const [created, deleted] = await Promise.all([
      own.create(own.minimal({ customer_id: customer.id })),
      own.deleteCustomer(customer),
    ]);
    expect([created.status, deleted.status]).toBeOneOf([
      [201, 400],
      [404, 204],
    ]);
    expect(await own.counts(customer)).toEqual(created.status === 201 ? [1, 1] : [0, undefined]);
  });

  it.each(ROUNDS)('a move, and deletions of both customers: one is protected (round %i)', async () => {
    const { customer, id } = await held();
    const other = await own.customer();

    const [moved, former, later] = await Promise.all([
      own.patch(id, { customer_id: other.id }),
      own.deleteCustomer(customer),
      own.deleteCustomer(other),
    ]);

    expect([moved.status, later.status]).toBeOneOf([
      [200, 400],
      [404, 204],
    ]);
    expect(former.status).toBeOneOf(moved.status === 200 ? [204, 400] : [400]);
    const holder = moved.status === 200 ? other : customer;
    expect(dataOf(await own.get(id)).customer_id).toBe(holder.id);
    expect(await own.counts(holder)).toEqual([1, 1]);
    expect(await storedCustomer(holder)).not.toHaveProperty('deletion');
  });

  it.each(ROUNDS)('a new one, and deletions that complete what is over (round %i)', async () => {
    const { customer, refs } = await over(2);

    const [created, ...deleted] = await Promise.all([
      own.create(own.minimal({ customer_id: customer.id })),
      own.deleteCustomer(customer),
      own.deleteCustomer(customer),
    ]);

    const isDeleted = (await storedCustomer(customer))?.deletion !== undefined;
    expect(created.status).toBe(isDeleted ? 404 : 201);
    expect(deleted.filter(({ status }) => status === 204)).toHaveLength(isDeleted ? 1 : 0);
    for (const { status } of deleted) expect(status).toBeOneOf(isDeleted ? [204, 404, 400] : [400]);
    const links = (await Promise.all(refs.map(storedDependent))).filter((each) => each?.customerKey).length;
    const live = created.status === 201 ? 1 : 0;
    expect(await own.counts(customer)).toEqual([links + live, links + live]);
  });

  it('a new one between the end of what is over and the deletion: the customer stays', async () => {
    const { customer } = await over();
    const create = () =>
      own.create(own.minimal({ customer_id: customer.id }), { 'idempotency-key': randomUUID() });
    // The first try, the end of what is over, and the second try.
    let created: Awaited<ReturnType<typeof create>> | undefined;
    writesMeet(
      answered,
      answered,
      overtaken(async () => {
        created = await create();
      }),
    );

    const answer = await own.deleteCustomer(customer);

    expect([created?.status, answer.status]).toEqual([201, 400]);
    expect(await storedCustomer(customer)).not.toHaveProperty('deletion');
    expect(await own.counts(customer)).toEqual([1, 1]);
  });
});
