import { own, text } from '../parameters.ts';
import type { Speech } from '../speech.ts';

/** EnKash: the token names the companies, and a path may name one of them. */
export const enkash: Speech = {
  dialect: 'enkash',
  shapes: ['enkash'],
  access: () => 'token',
  accessType: 'EnkashAccess',
  grants: "{ tokenKey: 'verify' }",
  parameters: {
    customerId: text('customerId()', 'KC0000000000000A', '{{customerId}}'),
    companyId: own('companyId()', 'companyId()', 'company', '{{companyId}}'),
  },
  tenant: 'companyId',
  imports: {
    enkash: '../dialect/dialect.ts',
    'type EnkashAccess': '../dialect/caller.ts',
    tenantOf: '../dialect/caller.ts',
    responses: '../dialect/envelope.ts',
    customerId: '../dialect/identifiers.ts',
    companyId: '../dialect/identifiers.ts',
  },
  success: (value) => `{ payload: ${value}, message: 'OK' }`,
  responses: () => 'responses(answered(), 400, 401, 403, 500)',
  test: {
    caller: 'const company = newEnkashCompany();\nconst authorization = await enkashAuthorization(company);',
    stranger: 'await enkashAuthorization(newEnkashCompany())',
    imports: {
      newEnkashCompany: '../../support/credentials.ts',
      enkashAuthorization: '../../support/credentials.ts',
      enkashFailure: '../../support/envelopes.ts',
    },
    success: (value) => `{ payload: ${value}, response_code: 0, response_message: 'OK' }`,
    unauthenticated: () => "enkashFailure(401, 'UNAUTHORIZED', 'a valid access token is required')",
    forbidden: () =>
      "enkashFailure(403, 'INVALID_ACCESS', `the token may not act for company $" + '{company}`)',
  },
};
