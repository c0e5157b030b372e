import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { attachLinks } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerRef, HolderItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id.ts';
import { type BeelAccess, beel, refused, tenantOf } from '../../beel/dialect/dialect.ts';
import { bodyFailures, failures, success } from '../../beel/dialect/envelope.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay } from '../../beel/dialect/idempotency.ts';
import { adHocRecipient, draftOf, invoiceData, recipientOf } from '../../beel/invoices/invoice.ts';
import { type NewInvoice, newInvoice } from '../../beel/invoices/invoice-request.ts';
import { documentedInvoice } from '../../beel/invoices/invoice-response.ts';

/** createInvoice: https://docs.beel.es/invoices/createInvoice */
export const operation = {
  name: 'beel-flat/invoices/create-invoice',
  route: 'POST /api/v1/invoices',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], credentials: ['GetItem'] },
  body: newInvoice(),
} as const satisfies Operation<BeelAccess>;

/** Makes drafts only: what issuing needs (numbers, VeriFactu, mail) is no part of this service. */
export const handler = lambda(beel, operation, async function createInvoice({ caller, body, origin }) {
  refuseOtherThanDrafts(body);
  const tenant = { vendor: 'beel', tenant: tenantOf(caller) };
  const creation = creationOf(origin, tenant.tenant, body);
  const { customer_id } = body.recipient;
  const customer = customer_id ? { ...tenant, id: customer_id } : undefined;
  const recipient = customer ? await registered(customer) : adHocRecipient(body.recipient, body.type);
  const ref = { ...tenant, kind: 'INVOICE', id: creation.id };
  const fields = { ...draftOf(body, recipient, caller.company, origin.receivedAt), ...creation.mark };
  const invoice = { ref, fields, ...(customer && { customer }) };
  const result = await attachLinks(receivables(), [invoice], stampOf(origin, caller.keyId));
  switch (result.outcome) {
    case 'attached':
      return { status: 201, data: invoiceData(result.holders[0] as HolderItem) };
    case 'customerNotFound':
      throw notFound();
    case 'customerDeactivated':
      throw inactive();
    case 'holderExists': {
      // As it was created: drafts change only by being deleted.
      const created = { ...result.holder, update: result.holder.creation };
      return replay(creation, created.fields, invoiceData(created));
    }
  }
});

function refuseOtherThanDrafts({ type, options }: NewInvoice): void {
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

async function registered(ref: CustomerRef) {
  const customer = await readCustomer(receivables(), ref);
  if (!customer) throw notFound();
  return recipientOf(customer);
}

const notFound = () => refused(404, 'INVOICE_CLIENT_NOT_FOUND', 'The customer of the invoice does not exist');

/** The vendor is silent on inactive customers: a new invoice for one is refused, with a code of ours. */
const inactive = () => refused(422, 'INVOICE_CLIENT_INACTIVE', 'The customer of the invoice is not active');

export const documentation = (): Documentation => ({
  operationId: 'createInvoice',
  summary: 'Create invoice',
  description: 'Creates a draft. A registered customer with an invoice cannot be deactivated or deleted.',
  deprecated: true,
  responses: {
    201: { description: 'Created', schema: success(documentedInvoice()) },
    ...failures(
      'flat',
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
  },
});
