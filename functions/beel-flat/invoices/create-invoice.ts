import * as z from 'zod/mini';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id-response.ts';
import type { Customer } from '../../beel/customers/customer.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { refused } from '../../beel/dialect/errors.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay } from '../../beel/dialect/idempotency.ts';
import { newInvoice, shown, stored } from '../../beel/invoices/invoice.ts';
import { type Requested, requested } from '../../beel/invoices/invoice-request.ts';
import { answered } from '../../beel/invoices/invoice-response.ts';
import { stored as adHoc, type Recipient, registered } from '../../beel/invoices/recipient.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';

/** createInvoice: https://docs.beel.es/invoices/createInvoice */
export const operation = {
  name: 'beel-flat/invoices/create-invoice',
  route: 'POST /api/v1/invoices',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], credentials: ['GetItem'] },
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

/** Makes drafts only: this service has nothing of what issuing needs (numbers, VeriFactu, mail). */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function createInvoice({ caller, body, sent, origin, note }) {
    refuseOtherThanDrafts(body);
    const table = receivables(origin);
    const tenant = tenantOf(caller);
    const creation = creationOf(origin, tenant, sent, body);
    const { customer_id } = body.recipient;
    const customer = customer_id ? { ...tenant, id: customer_id } : undefined;
    const recipient = customer ? await copyOf(table, customer) : adHoc(body.recipient, body.type);
    const fields = stored(body, recipient, caller.company, origin.receivedAt);
    const invoice = newInvoice(tenant, creation, fields, customer);
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await attachDependents(table, [invoice], stamp));
    switch (result.outcome) {
      case 'attached':
        return { status: 201, data: shown(result.dependents[0]!) };
      case 'customerNotFound':
        throw notFound();
      case 'customerDeactivated':
        throw inactive();
      case 'dependentExists': {
        // Shown as it was created: a draft changes only by being deleted.
        const created = { ...result.dependent, update: result.dependent.creation };
        return replay(creation, created.fields, shown(created));
      }
    }
  },
);

function refuseOtherThanDrafts({ type, options }: Requested): void {
  if (type === 'CORRECTIVE') {
    throw refused(
      422,
      'UNPROCESSABLE_ENTITY',
      'A corrective invoice corrects an issued one; this service has none',
    );
  }
  if (options?.issue_directly) {
    throw refused(
      422,
      'EMISSION_NOT_READY',
      'This service keeps drafts only: leave options.issue_directly out',
    );
  }
}

async function copyOf(table: Table, ref: CustomerRef): Promise<Recipient> {
  const customer = await readCustomer<Customer>(table, ref);
  if (!customer) throw notFound();
  return registered(customer);
}

const notFound = () => refused(404, 'INVOICE_CLIENT_NOT_FOUND', 'The customer of the invoice does not exist');

/** The vendor does not say what becomes of an invoice for an inactive customer. Refusing it is our choice. */
const inactive = () => refused(422, 'INVOICE_CLIENT_INACTIVE', 'The customer of the invoice is not active');

export const documentation = () =>
  ({
    operationId: 'createInvoice',
    summary: 'Create invoice',
    description: 'Creates a draft. A registered customer with an invoice cannot be deactivated or deleted.',
    deprecated: true,
    source: 'documented',
    responses: responses(
      data(201, 'Created', answered()),
      bodyFailures,
      {
        404: ['INVOICE_CLIENT_NOT_FOUND'],
        422: [
          'UNPROCESSABLE_ENTITY',
          'EMISSION_NOT_READY',
          'INVOICE_CLIENT_INACTIVE',
          'RECIPIENT_ADDRESS_REQUIRED',
          ...IDENTIFIER_FAILURES,
        ],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
