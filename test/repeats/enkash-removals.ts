import { randomInt } from 'node:crypto';
import { enkashAuthorization, newEnkashCompany } from '../support/credentials.ts';
import { enkashFailure } from '../support/envelopes.ts';
import { call } from '../support/http.ts';
import { storeCustomer, storeDependent } from '../support/store.ts';
import { tenantState } from '../support/tenant-state.ts';
import { type Removal, wire } from './removal.ts';

async function enkashTenant() {
  const company = newEnkashCompany();
  const authorization = await enkashAuthorization(company);
  const id = `KC${String(randomInt(1e12)).padStart(14, '0')}`;
  const customer = { vendor: 'enkash', tenant: company, id };
  const customerReminders = [{ customerReminderId: 'a' }, { customerReminderId: 'b' }];
  await storeCustomer(customer, { legalName: 'Ada Ltd', customerReminders });
  return { customer, authorization, state: () => tenantState('enkash', company) };
}

export async function enkashCustomer(): Promise<Removal> {
  const { customer, authorization, state } = await enkashTenant();
  const { id } = customer;
  const body = { payload: id, response_code: 0, response_message: 'Customer deleted' };
  return {
    send: () => wire(call(`DELETE /api/v0/customer/${id}`, { authorization })),
    done: { status: 200, body },
    repeated: { status: 404, body: enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${id}`) },
    state,
  };
}

/** To its client a repeat is no other than the first. */
export async function enkashDeactivation(): Promise<Removal> {
  const { customer, authorization, state } = await enkashTenant();
  const { id } = customer;
  const body = { payload: id, response_code: 0, response_message: 'Customer deactivated' };
  return {
    send: () => wire(call(`PUT /api/v0/customer/deactivate/${id}`, { authorization })),
    done: { status: 200, body },
    repeated: { status: 200, body },
    state,
  };
}

export async function enkashInvoices(): Promise<Removal> {
  const { customer, authorization, state } = await enkashTenant();
  const { id: invoiceId } = await storeDependent(customer);
  const report = (successRequests: unknown[], failureRequests: unknown[]) => ({
    payload: {
      total_count: 1,
      success_count: successRequests.length,
      failure_count: failureRequests.length,
      successRequests,
      failureRequests,
    },
    response_code: 0,
    response_message: `${successRequests.length} of 1 invoice(s) deleted`,
  });
  const failed = { invoiceId, errorType: 'RECORD_NOT_FOUND', message: `there is no invoice ${invoiceId}` };
  return {
    send: () =>
      wire(call('POST /api/v0/invoice/bulk/delete', { authorization, json: { invoiceIds: [invoiceId] } })),
    done: { status: 200, body: report([{ invoiceId }], []) },
    repeated: { status: 200, body: report([], [failed]) },
    state,
  };
}

export async function enkashReminder(): Promise<Removal> {
  const { customer, authorization, state } = await enkashTenant();
  const message = `customer ${customer.id} has no such reminder`;
  return {
    send: () => wire(call(`DELETE /api/v0/customer-reminder/${customer.id}/a`, { authorization })),
    done: { status: 200, body: { payload: 'a', response_code: 0, response_message: 'Reminder deleted' } },
    repeated: { status: 404, body: enkashFailure(404, 'RECORD_NOT_FOUND', message) },
    state,
  };
}
