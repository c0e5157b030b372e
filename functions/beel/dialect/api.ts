import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { operation as createCustomer } from '../../beel-flat/customers/create-customer.ts';
import { operation as createInvoice } from '../../beel-flat/invoices/create-invoice.ts';
import type { BeelAccess } from './dialect.ts';

const isFlat = (route: string): boolean => !route.includes(' /api/v1/companies/');

/** They take an Idempotency-Key. */
const CREATING: readonly string[] = [createCustomer.route, createInvoice.route];

/** The BeeL dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<BeelAccess> = {
  title: 'Accounts receivable, BeeL dialect',
  description: [
    'Customers and invoices of a company, as BeeL clients know them.',
    'A success carries `data`, a failure `error` with a `code`, and both `meta`, whose `request_id` leads to the trace ' +
      'of the request.',
    'The routes below `/api/v1/companies/{company_id}` are the current ones; their failures also carry the members of ' +
      'RFC 9457. The flat routes speak the generation before and retire on 9 December 2026, as their `Sunset` header says.',
    'A customer that an invoice refers to is neither deactivated by the flat routes nor deleted by the current ones: ' +
      'the code is `CLIENT_HAS_INVOICES`.',
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
  requestHeaders: (route): Headers => ({
    ...(isFlat(route) && {
      'BeeL-Active-Company':
        'The company to act for, a UUID. A key reaches one company, so it may be left out; it needs the scope ' +
        '`companies:read`.',
    }),
    ...(CREATING.includes(route) && {
      'Idempotency-Key':
        '1 to 255 letters, digits, hyphens or underscores. A repeat with the same key and body makes nothing and is ' +
        'answered as the first time, with `Idempotency-Replay: true`; the same key with another body is a conflict.',
    }),
  }),
  responseHeaders: (route): Headers => (isFlat(route) ? { Sunset: 'When the route retires (RFC 8594)' } : {}),
};
