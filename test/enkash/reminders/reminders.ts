import { expect } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { type Answer, type CallOptions, call } from '../../support/http.ts';
import { storeCustomer, storedCustomer } from '../../support/store.ts';

const customerId = 'KCABCDEFGHIJKL01';
const path = `/api/v0/customer-reminder/${customerId}`;

export type Reminder = { readonly customerReminderId: string } & Record<string, unknown>;

/** A customer of a company of its own, with these reminders, and how its clients call the service. */
export async function newCustomer(customerReminders?: readonly Reminder[]) {
  const company = newEnkashCompany();
  const ref = { vendor: 'enkash', tenant: company, id: customerId };
  const profile = {
    legalName: 'Ada Ltd',
    customerKeyContacts: [],
    ...(customerReminders && { customerReminders }),
  };
  const authorization = await enkashAuthorization(company);
  await storeCustomer(ref, profile, { customerId, companyId: company });
  const send = (method: string, id?: string, options: CallOptions = {}): Promise<Answer> =>
    call(`${method} ${path}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`, {
      authorization,
      ...options,
    });
  return {
    ...{ company, ref, authorization, path },
    create: (json: unknown) => send('POST', undefined, { json }),
    list: (query = '') => call(`GET ${path}${query}`, { authorization }),
    get: (id: string) => send('GET', id),
    update: (id: string, json: unknown) => send('PATCH', id, { json }),
    delete: (id: string) => send('DELETE', id),
    deleteCustomer: () => call(`DELETE /api/v0/customer/${customerId}`, { authorization }),
    stored: () => storedCustomer(ref),
    /** The stored reminders, in the order of entry. */
    reminders: async () => (await storedCustomer(ref))?.profile?.customerReminders as Reminder[] | undefined,
  };
}

export type CustomerOfTest = Awaited<ReturnType<typeof newCustomer>>;

/** Sends what is refused, and sees that nothing is written. */
export async function refusalOf(customer: CustomerOfTest, send: () => Promise<Answer>) {
  const before = await customer.stored();
  const answer = await wire(send());
  expect(await customer.stored()).toEqual(before);
  return answer;
}

/** The whole of a success. */
export const success = (payload: unknown, response_message: string) => ({
  status: 200,
  body: { payload, response_code: 0, response_message },
});

export const noCustomer = {
  status: 404,
  body: enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${customerId}`),
};

export const noReminder = {
  status: 404,
  body: enkashFailure(404, 'RECORD_NOT_FOUND', `customer ${customerId} has no such reminder`),
};

/** A field that breaks its rule. */
export const invalid = (field: string, message: string, rejectedValue?: unknown) => ({
  status: 400,
  body: enkashFailure(400, 'VALIDATION_ERROR', field ? `${field}: ${message}` : message, [
    { field, message, ...(rejectedValue !== undefined && { rejectedValue }) },
  ]),
});

export const unprocessable = (message: string) => ({
  status: 422,
  body: enkashFailure(422, 'UNPROCESSABLE_REQUEST', message),
});

/** Ids that a path must encode, and one that other keys of the table look like. */
export const ODD_IDS = ['a/b ü%', '%2F', 'a+b&c=d?e#CUSTOMER', '{{x}}"\\', '\u{1F600}', '.hidden'];

/** The part of an answer that a client acts on. */
export const wire = async (answer: Promise<Answer>) => {
  const { status, body } = await answer;
  return { status, body };
};
