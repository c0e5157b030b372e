import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { dataOf } from '../customers/companies.ts';
import { isoTime } from '../samples.ts';
import { ENDED, ENDED_COMPLETION, newCompanyRecurringInvoices } from './companies.ts';

it('shows one whose last day has passed as completed, and leaves it as it is', async () => {
  const own = await newCompanyRecurringInvoices();
  const customer = await own.customer();
  const { id } = await own.store(customer, {
    ...ENDED,
    ...{
      status: 'PAUSED',
      pause: { reason: 'USER', since: '2021-01-01T00:00:00Z' },
      paused_on: '2021-01-01',
    },
  });
  const time = expect.stringMatching(isoTime);

  expect((await own.get(id)).body).toEqual(
    beelSuccess({
      ...{ id, name: 'Hosting', frequency: 'MONTHLY', day_of_month: 31, start_date: '2020-01-31', ...ENDED },
      ...{ next_generation: null, draft_in_advance: false, status: 'COMPLETED', is_failing: false },
      completion: ENDED_COMPLETION,
      ...{ series_id: own.standard, series_code: 'F', invoice_type: 'STANDARD' },
      ...{ customer_id: customer.id, recipient_fiscal_name: 'Ada SL', lines: [], amount: 0 },
      ...{ send_automatically: false, generated_invoices: 0, created_at: time, updated_at: time },
    }),
  );
  expect(await own.counts(customer)).toEqual([1, 1]);
});

it('finds neither what there is not, nor another company’s', async () => {
  const [own, other] = [await newCompanyRecurringInvoices(), await newCompanyRecurringInvoices()];
  const { id } = dataOf(await other.create(other.minimal()));
  for (const missing of [randomUUID(), id]) {
    const answer = await own.get(missing);
    const failure = own.failure('RECURRING_NOT_FOUND', 'Recurring invoice not found', missing);
    expect([answer.status, answer.body]).toEqual([404, failure]);
  }
});
