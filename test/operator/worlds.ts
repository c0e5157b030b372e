import { newCustomerId } from '../../functions/enkash/dialect/identifiers.ts';
import { newClient } from '../amili/client.ts';
import { companyProfile, newKnownCompany } from '../beel/companies/companies.ts';
import { address, newNif } from '../beel/samples.ts';
import {
  enkashAuthorization,
  newEnkashCompany,
  type OperatorKeyOptions,
  operatorAuthorization,
} from '../support/credentials.ts';
import { problem } from '../support/envelopes.ts';
import { type Answer, type CallOptions, call } from '../support/http.ts';

/** How an operator calls, with a key of its own. */
export async function newOperator(grant: OperatorKeyOptions = {}) {
  const authorization = await operatorAuthorization(grant);
  return (methodAndPath: string, options: CallOptions = {}): Promise<Answer> =>
    call(methodAndPath, { authorization, ...options });
}

export const customersPath = (vendor: string, tenant: string): string =>
  `/operator/v1/${vendor}/${tenant}/customers`;

/** What every customer is answered with that is not there, or not for this key. */
export const notFound = (path: string) =>
  problem(404, 'not-found', 'Not found', 'there is no such customer', path);

/** The whole body of a 400 for one parameter. */
export const invalid = (path: string, field: string, detail: string, place = 'query') =>
  problem(400, 'invalid', 'Invalid request', `${field}: ${detail}`, path, [{ in: place, field, detail }]);

export const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A company of EnKash, and how its client makes customers and invoices. */
export async function newEnkash() {
  const tenant = newEnkashCompany();
  const authorization = await enkashAuthorization(tenant);
  const post = async (path: string, json: unknown) =>
    (await call(`POST ${path}`, { authorization, json })).body as { payload: Record<string, string> };
  const contact = { deleted: false, legalName: 'Asha', mobile: '9876543210', name: 'Asha' };
  return {
    ...{ tenant, authorization, path: customersPath('enkash', tenant), nobody: newCustomerId() },
    async customer(legalName: string): Promise<string> {
      const { payload } = await post('/api/v0/customer', { legalName, customerKeyContacts: [contact] });
      return payload.customerId as string;
    },
    async invoice(customerId: string, fields: object = {}): Promise<string> {
      const json = { customerId, baseAmount: 1180, dueDate: '2027-01-31', ...fields };
      return (await post('/api/v0/invoice', json)).payload.invoiceId as string;
    },
  };
}

/** A client of Amili ARM. */
export async function newAmili() {
  const client = await newClient();
  const { tenant } = client.tenant;
  return { ...client, tenant, ref: client.tenant, path: customersPath('amili', tenant) };
}

/** A company of BeeL, and how its client makes customers and what refers to them. */
export async function newBeel() {
  const { company, authorization } = await newKnownCompany(companyProfile());
  const tenant = `live:${company}`;
  const post = async (path: string, json: unknown) =>
    (await call(`POST /api/v1/companies/${company}/${path}`, { authorization, json })).body as {
      data: { id: string };
    };
  return {
    ...{ company, tenant, authorization, path: customersPath('beel', tenant) },
    async customer(legal_name: string): Promise<string> {
      return (await post('customers', { legal_name, nif: newNif(), address })).data.id;
    },
    async invoice(customer_id: string, issue_directly = false): Promise<string> {
      const lines = [
        {
          ...{ description: 'Consulting', quantity: 1, unit_price: 100 },
          main_tax: { type: 'IVA', percentage: 21 },
        },
      ];
      const json = { type: 'STANDARD', recipient: { customer_id }, lines, options: { issue_directly } };
      return (await post('invoices', json)).data.id;
    },
    async recurringInvoice(customer_id: string, series_id: string, fields: object = {}): Promise<string> {
      const lines = [{ description: 'Hosting', quantity: 1, unit_price: 50, vat_rate: 21 }];
      const json = {
        ...{ name: 'Hosting', day_of_month: 15, start_date: '2026-01-01', series_id, customer_id, lines },
        ...{ invoice_type: 'STANDARD', ...fields },
      };
      return (await post('recurring-invoices', json)).data.id;
    },
  };
}
