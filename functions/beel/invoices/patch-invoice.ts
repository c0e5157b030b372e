import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { COUNTRY_FAILURES } from '../customers/address.ts';
import { IDENTIFIER_FAILURES } from '../customers/alternative-id-response.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, data, responses } from '../dialect/envelope.ts';
import { actOf, IDEMPOTENCY_FAILURES } from '../dialect/idempotency.ts';
import { SERIES_FAILURES } from '../series/series.ts';
import { invoiceRef } from './invoice.ts';
import { changesBy } from './invoice-changes.ts';
import { requested } from './invoice-changes-request.ts';
import { answered } from './invoice-response.ts';
import { INVOICE_FAILURES, requireConsistent } from './invoice-rules.ts';
import { LINE_FAILURES, stored as storedLines } from './line.ts';
import { stored as adHoc } from './recipient.ts';
import { answerTo, transition } from './transition.ts';

/** patchCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/patch-invoice',
  route: 'PATCH /api/v1/companies/{company_id}/invoices/{invoice_id}',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

/** Another recipient moves the link, or ends it: at every moment exactly one of two customers is protected. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function patchCompanyInvoice({ caller, path, body, sent, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const table = receivables(origin);
    const lines = body.lines && storedLines(body.lines);
    const result = await transition(
      table,
      invoiceRef(tenant, path.invoice_id),
      actOf(origin, 'patch', sent),
      changesBy(table, tenant, { ...body, lines }, rules, origin.receivedAt),
      stampOf(origin, caller.keyId),
    );
    return answerTo(note(result));
  },
);

const rules = { adHoc, requireConsistent, isDueByTerm: true };

export const documentation = () =>
  ({
    operationId: 'patchCompanyInvoice',
    summary: 'Update part of a draft',
    description:
      'Changes what the body names of a draft or an active proforma. Another `recipient` takes the place of the whole: ' +
      'its registered customer is protected from deletion from then on, and the former one no longer.',
    source: 'documented',
    responses: responses(
      data(200, 'The invoice as it is now', answered()),
      bodyFailures,
      SERIES_FAILURES,
      INVOICE_FAILURES,
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['INVOICE_NOT_FOUND', 'INVOICE_CLIENT_NOT_FOUND'],
        409: ['CONCURRENT_MODIFICATION'],
        422: [
          'STATUS_NOT_MODIFIABLE',
          'INVOICE_CLIENT_INACTIVE',
          ...LINE_FAILURES,
          ...IDENTIFIER_FAILURES,
          ...COUNTRY_FAILURES,
        ],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
