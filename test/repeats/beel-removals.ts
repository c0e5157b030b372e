import { randomUUID } from 'node:crypto';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import { beelAuthorization } from '../support/credentials.ts';
import { beelCanonicalFailure, beelFailure, beelSuccess } from '../support/envelopes.ts';
import { call } from '../support/http.ts';
import { newStamp, storeCustomer } from '../support/store.ts';
import { tenantState } from '../support/tenant-state.ts';
import { type Removal, wire } from './removal.ts';

async function beelTenant() {
  const company = randomUUID();
  const authorization = await beelAuthorization({ company });
  const customer = { vendor: 'beel', tenant: `live:${company}`, id: randomUUID() };
  await storeCustomer(customer, { legal_name: 'Ada SL', nif: 'B12345674', general_discount: 0 });
  return { company, customer, authorization, state: () => tenantState('beel', customer.tenant) };
}

export async function beelFlat(): Promise<Removal> {
  const { customer, authorization, state } = await beelTenant();
  const done = { status: 200, body: beelSuccess({ message: 'Customer deactivated successfully' }) };
  const send = () => wire(call(`DELETE /api/v1/customers/${customer.id}`, { authorization }));
  return { send, done, repeated: done, state };
}

export async function beelFlatBulk(): Promise<Removal> {
  const { customer, authorization, state } = await beelTenant();
  const data = { total: 1, successful: 1, failed: 0, deactivated_ids: [customer.id], errors: [] };
  const done = { status: 200, body: beelSuccess(data) };
  const send = () => wire(call(`DELETE /api/v1/customers/bulk?ids=${customer.id}`, { authorization }));
  return { send, done, repeated: done, state };
}

export async function beelCanonical(): Promise<Removal> {
  const { company, customer, authorization, state } = await beelTenant();
  const path = `/v1/companies/${company}/customers/${customer.id}`;
  return {
    send: () => wire(call(`DELETE /api${path}`, { authorization })),
    done: { status: 204, body: '' },
    repeated: { status: 404, body: beelCanonicalFailure('CLIENT_NOT_FOUND', 'Customer not found', path) },
    state,
  };
}

export async function beelCanonicalBulk(): Promise<Removal> {
  const { company, customer, authorization, state } = await beelTenant();
  const path = `/api/v1/companies/${company}/customers/bulk?ids=${customer.id}`;
  const error = { code: 'NOT_FOUND', message: 'Customer not found' };
  const report = (deleted: number) => ({
    metadata: { total_customers: 1, operation: 'DELETE_CUSTOMERS', is_dry_run: false },
    customers_deletion: [
      {
        index: 0,
        customer_id: customer.id,
        ...(deleted ? { status: 'DELETED' } : { status: 'NOT_FOUND', error }),
      },
    ],
    statistics: {
      total_processed: 1,
      deleted,
      not_found: 1 - deleted,
      has_invoices: 0,
      has_recurring_invoice: 0,
      errors: 0,
    },
    deleted_ids: deleted ? [customer.id] : [],
    deactivated_ids: deleted ? [customer.id] : [],
    total: 1,
    successful: deleted,
    failed: 1 - deleted,
    errors: deleted ? [] : [{ customer_id: customer.id, error }],
  });
  return {
    send: () => wire(call(`DELETE ${path}`, { authorization })),
    done: { status: 200, body: beelSuccess(report(1)) },
    repeated: { status: 200, body: beelSuccess(report(0)) },
    state,
  };
}

/** A tenant's dependent that refers to its customer. */
async function beelDependent(kind: string) {
  const { company, customer, authorization, state } = await beelTenant();
  const ref = { vendor: 'beel', tenant: customer.tenant, kind, id: randomUUID() };
  await attachDependents(receivables(), [{ ref, fields: { status: 'DRAFT' }, customer }], newStamp());
  const removed = { done: { status: 204, body: '' }, state };
  return { company, ref, authorization, removed };
}

export async function beelInvoice(): Promise<Removal> {
  const { ref, authorization, removed } = await beelDependent('INVOICE');
  return {
    ...removed,
    send: () => wire(call(`DELETE /api/v1/invoices/${ref.id}`, { authorization })),
    repeated: { status: 404, body: beelFailure('NOT_FOUND', 'Resource not found') },
  };
}

export const beelCanonicalInvoice = () =>
  beelCanonicalDependent('INVOICE', 'invoices', 'INVOICE_NOT_FOUND', 'Invoice not found');

export const beelRecurringInvoice = () =>
  beelCanonicalDependent(
    'RECURRING_INVOICE',
    'recurring-invoices',
    'RECURRING_NOT_FOUND',
    'Recurring invoice not found',
  );

async function beelCanonicalDependent(
  kind: string,
  resource: string,
  code: string,
  message: string,
): Promise<Removal> {
  const { company, ref, authorization, removed } = await beelDependent(kind);
  const path = `/v1/companies/${company}/${resource}/${ref.id}`;
  return {
    ...removed,
    send: () => wire(call(`DELETE /api${path}`, { authorization })),
    repeated: { status: 404, body: beelCanonicalFailure(code, message, path) },
  };
}
