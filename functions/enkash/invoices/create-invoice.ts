import { randomUUID } from 'node:crypto';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import type { Customer } from '../customers/customer.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { inactiveCustomer, noCustomer } from '../dialect/errors.ts';
import { dispatchedNow } from './dispatching.ts';
import { newInvoice, shown, stored } from './invoice.ts';
import { requested } from './invoice-request.ts';
import { answered } from './invoice-response.ts';

/** createInvoice: https://docs.enkash.com/api-18880676 */
export const operation = {
  name: 'enkash/invoices/create-invoice',
  route: 'POST /api/v0/invoice',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function createInvoice({ caller, body, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, body.sellerId));
    const customer = { ...tenant, id: body.customerId };
    // Only for the answer: whether the customer takes the invoice is decided by attaching. Read first, so that nothing
    // can fail once the invoice is stored.
    const billed = await readCustomer<Customer>(table, customer);
    if (!billed) throw noCustomer(customer.id);
    const invoiceId = randomUUID();
    const stamp = stampOf(origin, caller.username);
    const drawn = stored(body, invoiceId, tenant.tenant);
    const fields = body.dispatchNow ? dispatchedNow(drawn, stamp.at, 'the invoice') : drawn;
    const result = note(await attachDependents(table, [newInvoice(tenant, fields)], stamp));
    switch (result.outcome) {
      case 'attached':
        return { payload: shown(result.dependents[0]!, billed), message: 'Invoice created' };
      case 'customerNotFound':
        throw noCustomer(customer.id);
      case 'customerDeactivated':
        throw inactiveCustomer(customer.id);
      case 'dependentExists':
        throw new Error(`the random invoice id ${invoiceId} was taken`);
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'createInvoice',
    summary: 'Create an invoice for an active customer',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
