import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id-response.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { refused } from '../../beel/dialect/errors.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay, replayed } from '../../beel/dialect/idempotency.ts';
import { duplicate } from '../../beel/invoices/invoice.ts';
import { born, createInvoice, surroundingsOf } from '../../beel/invoices/invoice-creation.ts';
import { answered } from '../../beel/invoices/invoice-response.ts';
import { NUMBER_FAILURES } from '../../beel/invoices/numbering.ts';
import { customerInactive, customerNotFound } from '../../beel/invoices/recipient.ts';
import { SERIES_FAILURES } from '../../beel/series/series.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { adHoc, shown, stored } from './invoice.ts';
import { type Requested, requested } from './invoice-request.ts';

/** createInvoice: https://docs.beel.es/invoices/createInvoice */
export const operation = {
  name: 'beel-flat/invoices/create-invoice',
  route: 'POST /api/v1/invoices',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], credentials: ['GetItem'] },
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function createFlatInvoice({ caller, body, sent, origin, note }) {
    const wanted = { ...body, type: typeOf(body) };
    const tenant = tenantOf(caller);
    const creation = creationOf(origin, tenant, sent, body);
    const around = await surroundingsOf(origin, caller, tenant, wanted, adHoc);
    const invoice = born(stored(wanted, around), body.options?.issue_directly === true, around);
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await createInvoice(receivables(origin), tenant, creation, invoice, around, stamp));
    switch (result.outcome) {
      case 'attached':
        return { status: 201, data: shown(result.dependents[0]!) };
      case 'customerNotFound':
        throw customerNotFound();
      case 'customerDeactivated':
        throw customerInactive();
      case 'duplicate':
        throw duplicate();
      case 'dependentExists':
        return replay(creation, result.dependent.fields, shown(replayed(result.dependent)));
    }
  },
);

function typeOf({ type }: Requested) {
  if (type !== 'CORRECTIVE') return type;
  const message = 'This service makes no corrective invoices';
  throw refused(422, 'UNPROCESSABLE_ENTITY', message);
}

export const documentation = () =>
  ({
    operationId: 'createInvoice',
    summary: 'Create invoice',
    description:
      'Creates a draft, or with `issue_directly` an invoice with a number. A registered customer with an invoice ' +
      'cannot be deactivated or deleted.',
    deprecated: true,
    source: 'documented',
    responses: responses(
      data(201, 'Created', answered()),
      bodyFailures,
      SERIES_FAILURES,
      NUMBER_FAILURES,
      {
        404: ['INVOICE_CLIENT_NOT_FOUND'],
        422: [
          'UNPROCESSABLE_ENTITY',
          'INVOICE_CLIENT_INACTIVE',
          'RECIPIENT_ADDRESS_REQUIRED',
          'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT',
          ...IDENTIFIER_FAILURES,
        ],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
