import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { changeDependent } from '../../../shared/receivables/dependents/change.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import type { Customer } from '../customers/customer.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { inactiveCustomer, noCustomer, noInvoice } from '../dialect/errors.ts';
import { companyId, invoiceId } from '../dialect/identifiers.ts';
import { requireRoom } from '../dialect/size.ts';
import { dispatchedNow } from './dispatching.ts';
import { changeTo, type Invoice, invoiceRef, shown } from './invoice.ts';
import { changed } from './invoice-changes.ts';
import { requested } from './invoice-changes-request.ts';
import { answered } from './invoice-response.ts';

/** updateInvoice: https://docs.enkash.com/api-18880682 */
export const operation = {
  name: 'enkash/invoices/update-invoice',
  route: 'PATCH /api/v0/invoice/{invoiceId}',
  access: 'token',
  grants: { receivables: ['GetItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ invoiceId: invoiceId() }),
  query: z.object({ sellerId: z.optional(companyId()) }),
  body: requested(),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function updateInvoice({ caller, path, query, body, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, query.sellerId));
    const stamp = stampOf(origin, caller.username);
    const name = `invoice ${path.invoiceId}`;
    const customer = body.customerId && { ...tenant, id: body.customerId };
    let billed: CustomerItem<Customer> | undefined;
    const result = await changeDependent<Invoice>(
      table,
      invoiceRef(tenant, path.invoiceId),
      async (seen) => {
        const after = changed(seen.fields, body);
        const fields = body.dispatchNow ? dispatchedNow(after, stamp.at, name) : after;
        requireRoom(fields, name);
        // Only for the answer, and before the write: whether another customer takes the invoice is decided by moving it.
        billed = await readCustomer<Customer>(table, { ...tenant, id: fields.customerId });
        const change = changeTo(seen, fields);
        return change && { ...change, ...(customer && { customer }) };
      },
      stamp,
    );
    note(result);
    switch (result.outcome) {
      case 'updated':
      case 'unchanged':
        return { payload: shown(result.dependent, billed), message: 'Invoice updated' };
      case 'notFound':
        throw noInvoice(path.invoiceId);
      case 'customerNotFound':
        throw noCustomer(body.customerId as string);
      case 'customerDeactivated':
        throw inactiveCustomer(body.customerId as string);
      case 'duplicate':
        throw new Error(`${name} has no unique key that others could own`);
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'updateInvoice',
    summary: 'Update part of an invoice',
    description:
      'Changes what the body names; null clears. Amounts that are not sent follow those that they are made of: the net ' +
      'amount the base and the taxes, the balance the net amount and what was received. What is due on an invoice whose ' +
      '`receivableStatus` is `CANCELLED` is 0 unless it is sent. Another `customerId` moves the invoice: that customer is ' +
      'protected from deletion from then on, and the former one no longer. A customer that is deactivated takes none.',
    source: 'documented',
    responses: responses(answered(), 400, 401, 403, 404, 422, 500),
  }) satisfies Documentation;
