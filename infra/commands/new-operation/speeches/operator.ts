import { own, text } from '../parameters.ts';
import type { Speech } from '../speech.ts';

/** Our own dialect, of the service's operator: every path begins with a vendor and its tenant. */
export const operator: Speech = {
  dialect: 'operator',
  shapes: ['operator'],
  access: (_, isRead) => (isRead ? 'read' : 'write'),
  accessType: 'OperatorAccess',
  grants: "{ credentials: ['GetItem'] }",
  parameters: {
    vendor: text('vendorName()', 'enkash'),
    tenant: own('tenantName()', 'z.string()', 'company', '{{companyId}}'),
    customer_id: text('customerId()', 'KC0000000000000A', '{{customerId}}'),
  },
  imports: {
    operator: '../dialect/dialect.ts',
    'type OperatorAccess': '../dialect/caller.ts',
    responses: '../dialect/envelope.ts',
    vendorName: '../dialect/identifiers.ts',
    tenantName: '../dialect/identifiers.ts',
    customerId: '../dialect/identifiers.ts',
  },
  // No parameter is taken that is not known.
  members: 'query: z.strictObject({}),',
  success: (value) => `{ body: ${value} }`,
  responses: () => "responses('OK', answered())",
  test: {
    caller: 'const company = newEnkashCompany();\nconst authorization = await operatorAuthorization();',
    stranger: '',
    imports: {
      newEnkashCompany: '../../support/credentials.ts',
      operatorAuthorization: '../../support/credentials.ts',
      problem: '../../support/envelopes.ts',
    },
    success: (value) => value,
    unauthenticated: () =>
      "problem(401, 'unauthenticated', 'No valid key', 'a valid access token is required', path)",
  },
};
