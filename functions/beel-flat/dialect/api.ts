import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { requestedBy101 as newAddress } from '../../beel/customers/address-request.ts';
import { requested as newAlternativeId } from '../../beel/customers/alternative-id-request.ts';
import { answered as alternativeId } from '../../beel/customers/alternative-id-response.ts';
import { answered as customerReport } from '../../beel/customers/customer-report-response.ts';
import { addressBy101 as address, paymentInfo } from '../../beel/customers/customer-response.ts';
import { requestedBy101 as newPaymentInfo } from '../../beel/customers/payment-info-request.ts';
import { ACCEPT_LANGUAGE, api as beelApi, IDEMPOTENCY_KEY } from '../../beel/dialect/api.ts';
import type { BeelAccess } from '../../beel/dialect/caller.ts';
import { meta } from '../../beel/dialect/envelope.ts';
import { paginationAnswered } from '../../beel/dialect/paging.ts';
import { answered as invoice } from '../../beel/invoices/invoice-response.ts';
import { operation as createCustomer } from '../customers/create-customer.ts';
import { operation as createCustomers } from '../customers/create-customers.ts';
import { requested as customerChanges } from '../customers/customer-changes-request.ts';
import { answered as customerList } from '../customers/customer-list-response.ts';
import { requested as newCustomer } from '../customers/customer-request.ts';
import { answered as customer } from '../customers/customer-response.ts';
import { answered as deactivationReport } from '../customers/deactivation-report-response.ts';
import { operation as createInvoice } from '../invoices/create-invoice.ts';
import { requested as newInvoice } from '../invoices/invoice-request.ts';
import { fields } from './api-fields.ts';
import { successorOf } from './successor.ts';

/** Routes that take an Idempotency-Key. */
const CREATING: readonly string[] = [createCustomer.route, createCustomers.route, createInvoice.route];

/** The flat generation of the BeeL dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<BeelAccess> = {
  title: 'Accounts receivable, BeeL dialect, flat routes',
  description: [
    'Customers and invoices of the company that the API key belongs to, as clients of OpenAPI 1.0.1 know them.',
    'These routes retire on 9 December 2026, as their `Sunset` header says: the routes below ' +
      '`/api/v1/companies/{company_id}` take their place.',
    'A success carries `data`, a failure `error` with a `code`, and both `meta`, whose `request_id` leads to the trace ' +
      'of the request.',
    'A customer that an invoice refers to is not deactivated: the code is `CLIENT_HAS_INVOICES`.',
  ].join('\n\n'),
  tags: {
    customers: 'Whom a company sells to',
    invoices: 'Each keeps its registered customer from being deactivated or deleted',
  },
  securitySchemes: beelApi.securitySchemes,
  security: beelApi.security,
  requestHeaders: (route): Headers => ({
    'BeeL-Active-Company':
      'The company to act for, a UUID. A key reaches one company, so it may be left out; it needs the scope ' +
      '`companies:read`.',
    'X-Locale': 'The language of messages, `es`, `en` or `ca`, before what `Accept-Language` says.',
    ...ACCEPT_LANGUAGE,
    ...(CREATING.includes(route) && IDEMPOTENCY_KEY),
  }),
  responseHeaders: (route): Headers => ({
    Deprecation: 'Always `true`',
    Sunset: 'When the route retires (RFC 8594)',
    ...(successorOf(route) && {
      Link: `What takes its place: \`<${successorOf(route)}>; rel="successor-version"\``,
    }),
  }),
  schemas: {
    requests: {
      NewCustomer: newCustomer(),
      CustomerChanges: customerChanges(),
      NewAlternativeId: newAlternativeId(),
      NewAddress: newAddress(),
      NewPaymentInfo: newPaymentInfo(),
      NewInvoice: newInvoice(),
    },
    answers: {
      Customer: customer(),
      CustomerList: customerList(),
      Pagination: paginationAnswered(),
      AlternativeId: alternativeId(),
      Address: address(),
      PaymentInfo: paymentInfo(),
      Invoice: invoice(),
      CustomerReport: customerReport(),
      DeactivationReport: deactivationReport(),
      Meta: meta(),
    },
  },
  fields,
  samples: beelApi.samples,
};
