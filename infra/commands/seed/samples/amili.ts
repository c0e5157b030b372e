import * as z from 'zod/mini';
import { type Customer, newCustomer, stored } from '../../../../functions/amili/customers/customer.ts';
import { requested as requestedCustomer } from '../../../../functions/amili/customers/customer-request.ts';
import { stored as storedDocument } from '../../../../functions/amili/documents/document.ts';
import { eventOf } from '../../../../functions/amili/documents/document-event.ts';
import { requested as requestedDocument } from '../../../../functions/amili/documents/document-request.ts';
import { DEFAULTS } from '../../../../functions/amili/ledger/books.ts';
import { dateInNorway } from '../../../../functions/amili/ledger/dates.ts';
import { drawIds, post } from '../../../../functions/amili/ledger/posting.ts';
import { now } from '../../../../shared/clock.ts';
import { countFrom, person, type Samples } from './samples.ts';

export function amiliSamples(tenant: string): Samples {
  const client = { vendor: 'amili', tenant };
  const nextCustomerNo = countFrom(1e9, 1e12);
  const nextDocumentNo = countFrom(1e9, 1e12);
  // Nine digits, as creations draw them.
  const nextAccountNo = countFrom(100_000_000, 999_999_999);
  const customerSchema = requestedCustomer();
  const documentSchema = requestedDocument();
  return {
    items: { unlinked: 2, linked: 8 },
    customer() {
      const request = z.parse(customerSchema, amiliCustomer(nextCustomerNo()));
      return newCustomer(client, request.customerNo, nextAccountNo(), stored(request));
    },
    attachment({ reference, profile }) {
      const request = z.parse(
        documentSchema,
        amiliDocument(reference.customerNo as string, nextDocumentNo()),
      );
      const event = eventOf(request, { profile: profile as Customer }, DEFAULTS, dateInNorway(now()));
      return storedDocument(client, request, post(client, event, DEFAULTS, drawIds()));
    },
  };
}

/** What a client would send to create a customer. */
export function amiliCustomer(number: number) {
  const { name, email } = person(number);
  return {
    customerNo: String(number),
    name,
    phoneNo: '+47 21 00 00 00',
    emailAddressDocument: [email],
    language: 'NO',
    currency: 'NOK',
    dueDays: 14,
    postalAddress: {
      addressLine1: `Storgata ${number % 200}`,
      postalCode: '0184',
      cityName: 'Oslo',
      countryCode: 'NO',
    },
  };
}

/** What a client would send to create a document. */
export const amiliDocument = (customerNo: string, number: number) => ({
  documentType: 'IN',
  documentNo: String(number),
  customerNo,
  documentDate: '2030-01-01',
  dueDate: '2030-01-15',
  currency: 'NOK',
  currencyAmounts: { exclVat: 100, vat: 25, inclVat: 125 },
  documentLines: [{ lineNo: 1, articleName: 'Subscription', quantity: 1, price: 100 }],
});
