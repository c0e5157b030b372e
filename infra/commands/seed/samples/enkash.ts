import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { newCustomer, stored } from '../../../../functions/enkash/customers/customer.ts';
import { requested as requestedCustomer } from '../../../../functions/enkash/customers/customer-request.ts';
import { newCustomerId } from '../../../../functions/enkash/dialect/identifiers.ts';
import { newInvoice, stored as storedInvoice } from '../../../../functions/enkash/invoices/invoice.ts';
import { requested as requestedInvoice } from '../../../../functions/enkash/invoices/invoice-request.ts';
import { countFrom, person, type Samples } from './samples.ts';

export function enkashSamples(tenant: string): Samples {
  const company = { vendor: 'enkash', tenant };
  const nextNumber = countFrom(1, 999_999);
  const customerSchema = requestedCustomer();
  const invoiceSchema = requestedInvoice();
  return {
    items: { unlinked: 1, linked: 2 },
    customer() {
      const request = z.parse(customerSchema, enkashCustomer(nextNumber()));
      return newCustomer(company, newCustomerId(), stored(request));
    },
    attachment: ({ ref }) => {
      const request = z.parse(invoiceSchema, enkashInvoice(ref.id, nextNumber()));
      return { dependents: [newInvoice(company, storedInvoice(request, randomUUID(), tenant))] };
    },
  };
}

/** What a client would send to create a customer. */
export function enkashCustomer(number: number) {
  const { name, email } = person(number);
  const legalName = `${name} Traders Private Limited`;
  const contact = { deleted: false, legalName, name, email, mobile: `98${String(number).padStart(8, '0')}` };
  return {
    legalName,
    customerKeyContacts: [contact],
    address: `${number} Mahatma Gandhi Road, Bengaluru`,
    pinCode: '560001',
    state: 'Karnataka',
    uniqueRefNo: `REF-${number}`,
  };
}

/** What a client would send to create an invoice. */
export const enkashInvoice = (customerId: string, number: number) => ({
  customerId,
  baseAmount: 1_000 + (number % 9_000),
  cgst: 90,
  sgst: 90,
  dueDate: '2030-01-31',
  invoiceNumber: `INV-${number}`,
  description: 'Goods delivered',
});
