import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { requested as newAddress } from '../customers/address-request.ts';
import { requested as newAlternativeId } from '../customers/alternative-id-request.ts';
import { answered as alternativeId } from '../customers/alternative-id-response.ts';
import { operation as createCustomer } from '../customers/create-customer.ts';
import { requested as customerChanges } from '../customers/customer-changes-request.ts';
import { requested as newCustomer } from '../customers/customer-request.ts';
import { address, answered as customer, paymentInfo } from '../customers/customer-response.ts';
import { answered as deletionReport } from '../customers/deletion-report-response.ts';
import { requested as newPaymentInfo } from '../customers/payment-info-request.ts';
import { fields } from './api-fields.ts';
import type { BeelAccess } from './caller.ts';
import { meta } from './envelope.ts';

/** The header of routes that make something. */
export const IDEMPOTENCY_KEY: Headers = {
  'Idempotency-Key':
    '1 to 255 letters, digits, hyphens or underscores. A repeat with the same key and body makes nothing and is ' +
    'answered as the first time, with `Idempotency-Replay: true`, on the same route or on that of the other ' +
    'generation; a customer that a PATCH has changed since is shown as it is now. The same key with another body is ' +
    'a conflict.',
};

/** The header that messages are told by. */
export const ACCEPT_LANGUAGE: Headers = {
  'Accept-Language': 'The language of messages: `es`, `en` or `ca`; English else. Codes are the same in all.',
};

/** The BeeL dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<BeelAccess> = {
  title: 'Accounts receivable, BeeL dialect',
  description: [
    'Customers of a company, as BeeL clients of OpenAPI 1.9.0 know them.',
    'A success carries `data`, a failure `error` with a `code`, and both `meta`, whose `request_id` leads to the trace ' +
      'of the request. Failures also carry the members of RFC 9457.',
    'A customer that an invoice refers to is never deleted: the code is `CLIENT_HAS_INVOICES`. It may be deactivated: ' +
      'then no new invoice may name it.',
  ].join('\n\n'),
  tags: { customers: 'Whom a company sells to' },
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
    ...ACCEPT_LANGUAGE,
    ...(route === createCustomer.route && IDEMPOTENCY_KEY),
  }),
  schemas: {
    requests: {
      NewCustomer: newCustomer(),
      CustomerChanges: customerChanges(),
      NewAlternativeId: newAlternativeId(),
      NewAddress: newAddress(),
      NewPaymentInfo: newPaymentInfo(),
    },
    answers: {
      Customer: customer(),
      AlternativeId: alternativeId(),
      Address: address(),
      PaymentInfo: paymentInfo(),
      DeletionReport: deletionReport(),
      Meta: meta(),
    },
  },
  fields,
  samples: {
    companyId: '550e8400-e29b-41d4-a716-446655440000',
    customerId: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
    linkedCustomerId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    invoiceId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    newNif: 'B12345674',
  },
};
