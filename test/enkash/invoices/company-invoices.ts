import { expect } from 'vitest';
import { newCustomerId } from '../../../functions/enkash/dialect/identifiers.ts';
import type { Invoice } from '../../../functions/enkash/invoices/invoice.ts';
import { listingOf } from '../../../functions/enkash/invoices/invoice-listing.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef, DependentRef } from '../../../shared/receivables/keys.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { type Answer, call } from '../../support/http.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';

/** What lists are to know of a stored invoice. */
export const listedOf = ({ fields, creation }: DependentItem): object =>
  listingOf(fields as unknown as Invoice, creation.at).values;

/** What answers show of an invoice, as far as tests name it. */
export interface Shown extends Readonly<Record<string, unknown>> {
  readonly invoiceId: string;
  readonly customerId: string;
}

export const payloadOf = ({ body }: Answer) => (body as { payload: Shown }).payload;

export const success = (payload: unknown, response_message: string) => ({
  payload,
  response_code: 0,
  response_message,
});

export const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

export type CompanyInvoices = Awaited<ReturnType<typeof newCompanyInvoices>>;

/** A company of the test's own that also acts for a partner, and what it does with its invoices. */
export async function newCompanyInvoices() {
  const [company, partner] = [newEnkashCompany(), newEnkashCompany()];
  const authorization = await enkashAuthorization(company, { actsFor: [partner] });
  const send = (methodAndPath: string, json?: unknown) => call(methodAndPath, { authorization, json });

  const customer = async (legalName = 'Ada Ltd', tenant = company): Promise<CustomerRef> => {
    const ref = { vendor: 'enkash', tenant, id: newCustomerId() };
    await storeCustomer(ref, { legalName, customerKeyContacts: [{ deleted: false }] });
    return ref;
  };
  const create = ({ tenant, id }: CustomerRef, others: object = {}) =>
    send('POST /api/v0/invoice', {
      ...{ sellerId: tenant, customerId: id, baseAmount: 1000, dueDate: '2027-01-31' },
      ...others,
    });
  /** An invoice of this customer, or of a new one, as the answer to its creation shows it. */
  const made = async (others: object = {}, of?: CustomerRef): Promise<Shown> =>
    payloadOf(await create(of ?? (await customer()), others));
  const invoice = (id: string, tenant = company): DependentRef => ({
    ...{ vendor: 'enkash', tenant },
    ...{ kind: 'INVOICE', id },
  });

  return {
    ...{ company, partner, authorization, send, customer, create, made, invoice },
    get: (id: string, query = '') => send(`GET /api/v0/invoice/${id}${query}`),
    patch: (id: string, json: unknown, query = '') => send(`PATCH /api/v0/invoice/${id}${query}`, json),
    dispatch: (json: unknown, query = '') => send(`POST /api/v0/invoice/bulk/dispatch${query}`, json),
    remove: (invoiceIds: readonly string[]) => send('POST /api/v0/invoice/bulk/delete', { invoiceIds }),
    deleteCustomer: ({ id }: CustomerRef) => send(`DELETE /api/v0/customer/${id}`),
    deactivate: (ref: CustomerRef) =>
      changeCustomer(
        receivables(),
        ref,
        ({ profile }) => ({ profile: profile ?? {}, active: false }),
        newStamp(),
      ),
    stored: (id: string) => storedDependent(invoice(id)),
    links: async (...refs: readonly CustomerRef[]) =>
      (await Promise.all(refs.map(storedCustomer))).map((each) => each?.linkCount),
  };
}

interface Failed {
  readonly invoiceId: string;
  readonly errorType: string;
  readonly message: string;
}

/** The answer to a request about many invoices. @param done `deleted`, what was to be done */
export const report = (done: string, ids: readonly string[], failureRequests: readonly Failed[] = []) => {
  const total_count = ids.length + failureRequests.length;
  const counts = { total_count, success_count: ids.length, failure_count: failureRequests.length };
  const successRequests = ids.map((invoiceId) => ({ invoiceId }));
  return success(
    { ...counts, successRequests, failureRequests },
    `${ids.length} of ${total_count} invoice(s) ${done}`,
  );
};

export const unknown = (invoiceId: string): Failed => ({
  invoiceId,
  errorType: 'RECORD_NOT_FOUND',
  message: `there is no invoice ${invoiceId}`,
});
