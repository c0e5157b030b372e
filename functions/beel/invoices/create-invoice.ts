import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { yesOrNo } from '../../../shared/fields/parameters.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { COUNTRY_FAILURES } from '../customers/address.ts';
import { IDENTIFIER_FAILURES } from '../customers/alternative-id-response.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, created, responses } from '../dialect/envelope.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay, replayed } from '../dialect/idempotency.ts';
import { SERIES_FAILURES } from '../series/series.ts';
import { duplicate, shown, stored } from './invoice.ts';
import { born, createInvoice, surroundingsOf } from './invoice-creation.ts';
import { requested } from './invoice-request.ts';
import { answered } from './invoice-response.ts';
import { INVOICE_FAILURES } from './invoice-rules.ts';
import { LINE_FAILURES } from './line.ts';
import { NUMBER_FAILURES } from './numbering.ts';
import { stored as adHoc, customerInactive, customerNotFound } from './recipient.ts';

/** createCompanyInvoice, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/invoices/create-invoice',
  route: 'POST /api/v1/companies/{company_id}/invoices',
  access: 'invoices:write',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({ wait_for_pdf: z.optional(yesOrNo()) }),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function createCompanyInvoice({ caller, path, body, sent, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const creation = creationOf(origin, tenant, sent);
    const around = await surroundingsOf(origin, caller, tenant, body, adHoc);
    const invoice = born(stored(body, around), body.options?.issue_directly === true, around);
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await createInvoice(receivables(origin), tenant, creation, invoice, around, stamp));
    switch (result.outcome) {
      case 'attached':
        return { status: 201, ...located(shown(result.dependents[0]!)) };
      case 'customerNotFound':
        throw customerNotFound();
      case 'customerDeactivated':
        throw customerInactive();
      case 'duplicate':
        throw duplicate();
      case 'dependentExists': {
        const { data, headers } = located(shown(replayed(result.dependent)));
        const answer = replay(creation, result.dependent.fields, data);
        return { ...answer, headers: { ...answer.headers, ...headers } };
      }
    }

    function located<Data extends { readonly id: string }>(data: Data) {
      return { data, headers: { location: `/api/v1/companies/${path.company_id}/invoices/${data.id}` } };
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'createCompanyInvoice',
    summary: 'Create invoice',
    description:
      'Creates a draft, or with `issue_directly` an invoice with a number; a proforma has its number from the start. A ' +
      'registered customer with an invoice is never deleted. No PDF is made and nothing is mailed.',
    source: 'documented',
    responses: responses(
      created('Created', answered()),
      bodyFailures,
      SERIES_FAILURES,
      NUMBER_FAILURES,
      INVOICE_FAILURES,
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        404: ['INVOICE_CLIENT_NOT_FOUND'],
        409: ['INVOICE_DUPLICATE_EXTERNAL_REFERENCE', 'CONCURRENT_MODIFICATION'],
        422: ['INVOICE_CLIENT_INACTIVE', ...LINE_FAILURES, ...IDENTIFIER_FAILURES, ...COUNTRY_FAILURES],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
