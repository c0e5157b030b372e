import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { IDENTIFIER_FAILURES } from '../../beel/customers/alternative-id-response.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, data } from '../../beel/dialect/envelope.ts';
import { invoiceRef } from '../../beel/invoices/invoice.ts';
import { changesBy } from '../../beel/invoices/invoice-changes.ts';
import { answered } from '../../beel/invoices/invoice-response.ts';
import { answerTo, transition } from '../../beel/invoices/transition.ts';
import { SERIES_FAILURES } from '../../beel/series/series.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { adHoc, notFound, requireConsistent, storedLines } from './invoice.ts';
import { requested } from './invoice-changes-request.ts';

/** updateInvoice, by OpenAPI 1.0.1: https://docs.beel.es. In spite of its method it changes only what the body names. */
export const operation = {
  name: 'beel-flat/invoices/put-invoice',
  route: 'PUT /api/v1/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ invoice_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function updateInvoice({ caller, path, body, origin, note }) {
    const tenant = tenantOf(caller);
    const table = receivables(origin);
    const lines = body.lines && storedLines(body.lines);
    const result = await transition(
      table,
      invoiceRef(tenant, path.invoice_id),
      // This route takes no Idempotency-Key. The code for what is no draft is that of OpenAPI 1.9.0.
      { name: 'patch' },
      changesBy(table, tenant, { ...body, lines }, rules, origin.receivedAt),
      stampOf(origin, caller.keyId),
    );
    if (note(result).outcome === 'notFound') throw notFound();
    return answerTo(result);
  },
);

const rules = { adHoc, requireConsistent, isDueByTerm: false };

export const documentation = () =>
  ({
    operationId: 'updateInvoice',
    summary: 'Update draft',
    description:
      'Changes what the body names of a draft. Another `recipient` takes the place of the whole: its registered ' +
      'customer is protected from then on, and the former one no longer.',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'The invoice as it is now', answered()), bodyFailures, SERIES_FAILURES, {
      400: ['BAD_REQUEST'],
      404: ['NOT_FOUND', 'INVOICE_CLIENT_NOT_FOUND'],
      422: [
        'STATUS_NOT_MODIFIABLE',
        'INVOICE_CLIENT_INACTIVE',
        'RECIPIENT_ADDRESS_REQUIRED',
        'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT',
        ...IDENTIFIER_FAILURES,
      ],
    }),
  }) satisfies Documentation;
