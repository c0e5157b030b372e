import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { accountOf } from '../../../../functions/beel/companies/account.ts';
import { type Customer, newCustomer, stored } from '../../../../functions/beel/customers/customer.ts';
import { requested as requestedCustomer } from '../../../../functions/beel/customers/customer-request.ts';
import { newInvoice, stored as storedInvoice } from '../../../../functions/beel/invoices/invoice.ts';
import { requested as requestedInvoice } from '../../../../functions/beel/invoices/invoice-request.ts';
import { registered } from '../../../../functions/beel/invoices/recipient.ts';
import { defaultSeries, seriesFor } from '../../../../functions/beel/series/series.ts';
import { now } from '../../../../shared/clock.ts';
import { customerKey } from '../../../../shared/receivables/keys.ts';
import { SAMPLE_NIFS, sampleNif } from '../../../sample-nif.ts';
import { countFrom, person, type Samples } from './samples.ts';

/** @param tenant `<mode>:<company>` */
export function beelSamples(tenant: string): Samples {
  const owner = { vendor: 'beel', tenant };
  const company = tenant.slice(tenant.indexOf(':') + 1);
  const nextNumber = countFrom(0, SAMPLE_NIFS - 1);
  const customerSchema = requestedCustomer();
  const invoiceSchema = requestedInvoice();
  // One for all: to tell the date in Spain takes longer than everything else.
  const at = now();
  const series = seriesFor(defaultSeries(owner), 'STANDARD');
  return {
    items: { unlinked: 2, linked: 3 },
    customer() {
      const request = z.parse(customerSchema, beelCustomer(nextNumber()));
      return newCustomer(owner, { id: randomUUID(), mark: {} }, stored(request));
    },
    attachment({ ref, profile }) {
      const request = z.parse(invoiceSchema, beelInvoice(ref.id));
      const recipient = registered({ pk: customerKey(ref), profile: profile as Customer });
      const around = { recipient, series, company: { id: company, account_id: accountOf(company) }, now: at };
      const fields = storedInvoice(request, around);
      return { dependents: [newInvoice(owner, { id: randomUUID(), mark: {} }, fields, ref)] };
    },
  };
}

/** What a client would send to create a customer. */
export function beelCustomer(number: number) {
  const { name, email } = person(number);
  return {
    legal_name: `${name} SL`,
    nif: sampleNif(number),
    email,
    phone: '+34 910 000 000',
    address: {
      street: 'Calle Gran Vía',
      number: String(number % 80),
      postal_code: '28013',
      city: 'Madrid',
      province: 'Madrid',
    },
  };
}

/** What a client would send to create an invoice. */
export const beelInvoice = (customer_id: string) => ({
  type: 'STANDARD',
  recipient: { customer_id },
  lines: [
    {
      description: 'Consulting',
      quantity: 8,
      unit_price: 62.5,
      main_tax: { type: 'IVA', percentage: 21 },
    },
  ],
});
