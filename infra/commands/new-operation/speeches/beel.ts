import { own, uuid } from '../parameters.ts';
import type { Speech } from '../speech.ts';

/** The scope of other resources than these is for the author to choose. */
const beelScope = (resource: string, isRead: boolean): string =>
  `${['invoices', 'series'].includes(resource) ? resource : 'customers'}:${isRead ? 'read' : 'write'}`;

/** BeeL of today: every path begins with the company. */
export const beel: Speech = {
  dialect: 'beel',
  shapes: ['beel'],
  access: beelScope,
  accessType: 'BeelAccess',
  grants: "{ credentials: ['GetItem'] }",
  parameters: {
    company_id: own('uuid()', 'z.guid()', 'company', '{{companyId}}'),
    customer_id: uuid('{{customerId}}'),
    invoice_id: uuid(),
    recurring_invoice_id: uuid('{{recurringInvoiceId}}'),
    series_id: uuid('{{seriesId}}'),
  },
  tenant: 'company_id',
  imports: {
    beel: '../dialect/dialect.ts',
    'type BeelAccess': '../dialect/caller.ts',
    tenantOf: '../dialect/caller.ts',
    responses: '../dialect/envelope.ts',
    data: '../dialect/envelope.ts',
    bodyFailures: '../dialect/envelope.ts',
    uuid: '../../../shared/fields/identifiers.ts',
  },
  // No parameter is taken that is not known.
  members: 'query: z.strictObject({}),',
  success: (value, status) => `{ status: ${status}, data: ${value} }`,
  responses: ({ tenant, body, status }) => {
    const codes = `{ 400: ['VALIDATION_ERROR'], ${tenant ? "403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE']" : ''} }`;
    return `responses(data(${status}, 'OK', answered()), ${codes}${body ? ', bodyFailures' : ''})`;
  },
  test: {
    caller: 'const company = randomUUID();\nconst authorization = await beelAuthorization({ company });',
    stranger: 'await beelAuthorization()',
    imports: {
      randomUUID: 'node:crypto',
      beelAuthorization: '../../support/credentials.ts',
      beelSuccess: '../../support/envelopes.ts',
      beelCanonicalFailure: '../../support/envelopes.ts',
    },
    success: (value) => `beelSuccess(${value})`,
    unauthenticated: () =>
      "beelCanonicalFailure('UNAUTHORIZED', 'Authentication is required to access this resource', path.slice('/api'.length))",
    forbidden: () =>
      "beelCanonicalFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', 'You do not have permission to access this resource', path.slice('/api'.length))",
  },
};
