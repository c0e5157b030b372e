import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { attachLinks } from '../../../shared/receivables/dependents/attach.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, effectiveCompany, enkash, noCustomer, refused } from '../dialect/dialect.ts';
import { answers } from '../dialect/envelope.ts';
import { companyId } from '../dialect/identifiers.ts';
import { invoiceFields, invoicePayload, invoiceSchema, withAmounts } from './invoice.ts';

/** createInvoice: https://docs.enkash.com/api-18880676 */
export const operation = {
  name: 'enkash/invoices/create-invoice',
  route: 'POST /api/v0/invoice',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  // sellerId says for which company, as parentCompanyId does elsewhere: our choice, the vendor only lists it.
  body: z.object({ sellerId: z.optional(companyId()), ...invoiceFields() }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda(enkash, operation, async function createInvoice({ caller, body, origin }) {
  const { sellerId: requested, ...given } = body;
  const sellerId = effectiveCompany(caller, requested);
  const tenant = { vendor: 'enkash', tenant: sellerId };
  const customer = { ...tenant, id: body.customerId };
  // For the answer only, and before the invoice is stored, so that nothing can fail once it is. Attaching decides.
  const billed = await readCustomer(receivables(), customer);
  if (!billed) throw noCustomer(customer.id);
  const invoiceId = randomUUID();
  const fields = { invoiceId, sellerId, ...withAmounts(given) };
  const ref = { ...tenant, kind: 'INVOICE', id: invoiceId };
  const stamp = stampOf(origin, caller.username);
  const result = await attachLinks(receivables(), [{ ref, fields, customer }], stamp);
  switch (result.outcome) {
    case 'attached':
      return { payload: invoicePayload(result.holders[0]!, billed), message: 'Invoice created' };
    case 'customerNotFound':
      throw noCustomer(customer.id);
    case 'customerDeactivated':
      throw refused(422, 'UNPROCESSABLE_REQUEST', `customer ${customer.id} is deactivated`);
    case 'holderExists':
      throw new Error(`the random invoice id ${invoiceId} was taken`);
  }
});

export const documentation = (): Documentation => ({
  operationId: 'createInvoice',
  summary: 'Create an invoice for an active customer',
  responses: answers(invoiceSchema(), 400, 401, 403, 404, 422, 500),
});
