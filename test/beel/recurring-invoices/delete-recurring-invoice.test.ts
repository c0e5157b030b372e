import { expect, it } from 'vitest';
import { deletedListKey, storedDependent } from '../../support/store.ts';
import { dataOf } from '../customers/companies.ts';
import { newCompanyRecurringInvoices } from './companies.ts';

it('deletes one softly, and its customer may be deleted', async () => {
  const own = await newCompanyRecurringInvoices();
  const customer = await own.customer();
  const { id } = dataOf(await own.create(own.minimal({ customer_id: customer.id })));
  const { customerKey: _, ...before } = (await storedDependent(own.recurring(id)))!;

  const answer = await own.remove(id);

  expect([answer.status, answer.body]).toEqual([204, '']);
  const stamp = {
    ...{ at: expect.any(String), by: before.creation.by, requestId: expect.any(String) },
    operation: 'beel/recurring-invoices/delete-recurring-invoice',
  };
  expect(await storedDependent(own.recurring(id))).toEqual({
    ...before,
    ...{ listKey: deletedListKey(before), deletion: stamp, update: stamp, version: 2 },
  });
  expect(await own.counts(customer)).toEqual([0, 0]);
  const again = await own.remove(id);
  const failure = own.failure('RECURRING_NOT_FOUND', 'Recurring invoice not found', id);
  expect([again.status, again.body]).toEqual([404, failure]);
  expect((await own.deleteCustomer(customer)).status).toBe(204);
});

it('deletes a completed one, which refers to nobody any more', async () => {
  const own = await newCompanyRecurringInvoices();
  const customer = await own.customer();
  const { id } = dataOf(await own.create(own.minimal({ customer_id: customer.id })));
  await own.setStatus(id, 'COMPLETED');
  expect((await own.deleteCustomer(customer)).status).toBe(204);

  expect((await own.remove(id)).status).toBe(204);
  expect((await own.get(id)).status).toBe(404);
});
