import type { ApiDocumentation } from '../../../shared/http/api-documentation.ts';
import type { BeelAccess } from './caller.ts';

/** The BeeL dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<BeelAccess> = {
  title: 'Accounts receivable, BeeL dialect',
  description: [
    'Customers of a company, as BeeL clients of OpenAPI 1.9.0 know them.',
    'A success carries `data`, a failure `error` with a `code`, and both `meta`, whose `request_id` leads to the trace ' +
      'of the request. Failures also carry the members of RFC 9457.',
    'A customer that an invoice refers to is never deleted: the code is `CLIENT_HAS_INVOICES`.',
  ].join('\n\n'),
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'beel_sk_live_… or beel_sk_test_…',
      description: 'An API key. Each operation names the scope that the key must have.',
    },
  },
  security: (scope) => ({ apiKey: [scope] }),
};
