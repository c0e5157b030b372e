import * as z from 'zod/mini';
import { credentials, receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { yesOrNo } from '../../../shared/fields/parameters.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { readCompany } from '../companies/company.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { actOf, IDEMPOTENCY_FAILURES } from '../dialect/idempotency.ts';
import { readSeries, SERIES_FAILURES, seriesFor } from '../series/series.ts';
import { invoiceRef, issued } from './invoice.ts';
import { answered } from './invoice-response.ts';
import { NUMBER_FAILURES, requireReady, withNextNumber } from './numbering.ts';
import { requireAllowed } from './states.ts';
import { answerTo, transition } from './transition.ts';

/** issueCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/issue-invoice',
  route: 'POST /api/v1/companies/{company_id}/invoices/{invoice_id}/issue',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid(), invoice_id: uuid() }),
  query: z.strictObject({
    wait_for_pdf: z.optional(yesOrNo()),
    attach_source_invoices: z.optional(yesOrNo()),
  }),
} as const satisfies Operation<BeelAccess>;

/** A draft gets the next number of its series, in the one transaction that makes it an invoice: none is left out. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function issueCompanyInvoice({ caller, path, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const table = receivables(origin);
    const stamp = stampOf(origin, caller.keyId);
    const result = await transition(
      table,
      invoiceRef(tenant, path.invoice_id),
      actOf(origin, 'issue'),
      async ({ fields }, before) => {
        if (before?.fields.status === 'DRAFT' && fields.status !== 'DRAFT') throw overtaken();
        requireAllowed('issue', fields.status);
        const company = await readCompany(credentials(origin), caller.company);
        requireReady(company);
        const all = await readSeries(table, tenant, stamp);
        // Drafts of earlier versions name series that there are none of: they get the default one.
        const named = all.find(({ id }) => id === fields.series.id)?.id;
        const series = seriesFor(all, fields.type, named);
        return withNextNumber(table, tenant, series, issued(fields, company, origin.receivedAt));
      },
      stamp,
    );
    return answerTo(note(result));
  },
);

const overtaken = () =>
  refused(409, 'CONCURRENT_MODIFICATION', 'The invoice was issued by another request at the same time');

export const documentation = () =>
  ({
    operationId: 'issueCompanyInvoice',
    summary: 'Issue invoice',
    description:
      'Gives a draft the next number of its series and the date of today. This is not undone, ever: its customer is ' +
      'never deleted. No PDF is made and nothing is sent to the tax office.',
    source: 'documented',
    responses: responses(
      data(200, 'The invoice', answered()),
      SERIES_FAILURES,
      NUMBER_FAILURES,
      {
        400: ['VALIDATION_ERROR', 'INVOICE_NOT_DRAFT'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['INVOICE_NOT_FOUND'],
        409: ['CONCURRENT_MODIFICATION'],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
