import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { answered as company, listed as listedCompany, readiness } from '../companies/company-response.ts';
import { requested as newAddress } from '../customers/address-request.ts';
import { requested as newAlternativeId } from '../customers/alternative-id-request.ts';
import { answered as alternativeId } from '../customers/alternative-id-response.ts';
import { operation as createCustomer } from '../customers/create-customer.ts';
import { operation as createCustomers } from '../customers/create-customers.ts';
import { requested as customerChanges } from '../customers/customer-changes-request.ts';
import { answered as customerList } from '../customers/customer-list-response.ts';
import { answered as customerReport } from '../customers/customer-report-response.ts';
import { requested as newCustomer } from '../customers/customer-request.ts';
import { address, answered as customer, paymentInfo } from '../customers/customer-response.ts';
import { answered as deletionReport } from '../customers/deletion-report-response.ts';
import { operation as importCustomers } from '../customers/import-customers.ts';
import { requested as newPaymentInfo } from '../customers/payment-info-request.ts';
import { answered as identity } from '../identity/identity-response.ts';
import { operation as createInvoice } from '../invoices/create-invoice.ts';
import { requested as invoiceChanges } from '../invoices/invoice-changes-request.ts';
import { requested as newInvoice } from '../invoices/invoice-request.ts';
import { answered as invoice } from '../invoices/invoice-response.ts';
import { operation as issueInvoice } from '../invoices/issue-invoice.ts';
import { requested as newLine } from '../invoices/line-request.ts';
import { answered as line } from '../invoices/line-response.ts';
import { operation as patchInvoice } from '../invoices/patch-invoice.ts';
import { requested as newRecipient } from '../invoices/recipient-request.ts';
import { operation as setInvoiceStatus } from '../invoices/set-invoice-status.ts';
import { operation as voidInvoice } from '../invoices/void-invoice.ts';
import { operation as createRecurringInvoice } from '../recurring-invoices/create-recurring-invoice.ts';
import { requested as newRecurringLine } from '../recurring-invoices/line-request.ts';
import { answered as recurringLine } from '../recurring-invoices/line-response.ts';
import { operation as patchRecurringInvoice } from '../recurring-invoices/patch-recurring-invoice.ts';
import { requested as recurringInvoiceChanges } from '../recurring-invoices/recurring-invoice-changes-request.ts';
import { answered as recurringInvoiceList } from '../recurring-invoices/recurring-invoice-list-response.ts';
import { requested as newRecurringInvoice } from '../recurring-invoices/recurring-invoice-request.ts';
import { answered as recurringInvoice } from '../recurring-invoices/recurring-invoice-response.ts';
import { operation as setRecurringInvoiceStatus } from '../recurring-invoices/set-recurring-invoice-status.ts';
import { operation as ensureDefaultSeries } from '../series/ensure-default-series.ts';
import { answered as series } from '../series/series-response.ts';
import { fields } from './api-fields.ts';
import { ANY_KEY, type BeelAccess } from './caller.ts';
import { meta } from './envelope.ts';
import { paginationAnswered } from './paging.ts';

/** The header of routes that make something. */
export const IDEMPOTENCY_KEY: Headers = {
  'Idempotency-Key':
    '1 to 255 letters, digits, hyphens or underscores. A repeat with the same key and body makes nothing and is ' +
    'answered as the first time, with `Idempotency-Replay: true`, on the same route or on that of the other ' +
    'generation; a customer, invoice or recurring invoice that was changed since is shown as it is now. The same key with another body ' +
    'is a conflict.',
};

/** The header of routes that change what is there. */
const KEY_OF_ACT: Headers = {
  'Idempotency-Key':
    '1 to 255 letters, digits, hyphens or underscores. A repeat with the same key and body does nothing and is answered ' +
    'with what is there and `Idempotency-Replay: true`. It counts for this invoice or recurring invoice and this route, until ' +
    'another key is used there. The same key with another body is a conflict.',
};

/** Routes that take an Idempotency-Key. */
const CREATING: readonly string[] = [
  createRecurringInvoice.route,
  createCustomer.route,
  createCustomers.route,
  importCustomers.route,
  createInvoice.route,
];

/** The header that messages are told by. */
export const ACCEPT_LANGUAGE: Headers = {
  'Accept-Language': 'The language of messages: `es`, `en` or `ca`; English else. Codes are the same in all.',
};

/** Those that change what is there with one. */
const CHANGING: readonly string[] = [
  patchRecurringInvoice.route,
  setRecurringInvoiceStatus.route,
  patchInvoice.route,
  issueInvoice.route,
  voidInvoice.route,
  setInvoiceStatus.route,
];

/** The header of routes that do nothing when they are called again. */
const KEY_WITHOUT_USE: Headers = {
  'Idempotency-Key':
    '1 to 255 letters, digits, hyphens or underscores. It is not needed: a repeat makes nothing, with or without it.',
};

/** The BeeL dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<BeelAccess> = {
  title: 'Accounts receivable, BeeL dialect',
  description: [
    'Customers, invoices, recurring invoices and series of a company, as BeeL clients of OpenAPI 1.9.0 know them.',
    'A success carries `data`, a failure `error` with a `code`, and both `meta`, whose `request_id` leads to the trace ' +
      'of the request. Failures also carry the members of RFC 9457.',
    'A customer that an invoice refers to is never deleted: the code is `CLIENT_HAS_INVOICES`. Nor is one that an active ' +
      'or paused recurring invoice names: `REFERENCED_BY_RECURRING_INVOICE`. It may be deactivated: then no new invoice ' +
      'may name it.',
    'Of the vendor’s operations on recurring invoices those are not here that make invoices or tell of them: generate, ' +
      'skip, next-occurrence, history, stats, derivations.',
  ].join('\n\n'),
  tags: {
    customers: 'Whom a company sells to',
    invoices: 'Each keeps its registered customer from being deleted; what is issued, for good',
    'recurring-invoices':
      'What invoices are to be made of, and when; while it may come to that, its customer is not deleted',
    series: 'What the numbers of invoices count in',
    identity: 'Whose API key it is',
    companies: 'Who sells: the issuer of invoices',
    templates: 'Files to fill in',
  },
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'beel_sk_live_… or beel_sk_test_…',
      description: 'An API key. Each operation names the scope that the key must have.',
    },
  },
  security: (scope) => ({ apiKey: scope === ANY_KEY ? [] : [scope] }),
  requestHeaders: (route): Headers => ({
    ...ACCEPT_LANGUAGE,
    ...(CHANGING.includes(route) && KEY_OF_ACT),
    ...(CREATING.includes(route) && IDEMPOTENCY_KEY),
    ...(route === ensureDefaultSeries.route && KEY_WITHOUT_USE),
  }),
  schemas: {
    requests: {
      NewCustomer: newCustomer(),
      CustomerChanges: customerChanges(),
      NewInvoice: newInvoice(),
      InvoiceChanges: invoiceChanges(),
      NewInvoiceLine: newLine(),
      NewRecipient: newRecipient(),
      NewRecurringInvoice: newRecurringInvoice(),
      RecurringInvoiceChanges: recurringInvoiceChanges(),
      NewRecurringLine: newRecurringLine(),
      NewAlternativeId: newAlternativeId(),
      NewAddress: newAddress(),
      NewPaymentInfo: newPaymentInfo(),
    },
    answers: {
      Customer: customer(),
      CustomerList: customerList(),
      Pagination: paginationAnswered(),
      Invoice: invoice(),
      InvoiceLine: line(),
      RecurringInvoice: recurringInvoice(),
      RecurringInvoiceList: recurringInvoiceList(),
      RecurringLine: recurringLine(),
      AlternativeId: alternativeId(),
      Address: address(),
      PaymentInfo: paymentInfo(),
      CustomerReport: customerReport(),
      DeletionReport: deletionReport(),
      Company: company(),
      ListedCompany: listedCompany(),
      Readiness: readiness(),
      Identity: identity(),
      Series: series(),
      Meta: meta(),
    },
  },
  fields,
  samples: {
    companyId: '550e8400-e29b-41d4-a716-446655440000',
    customerId: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
    linkedCustomerId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    invoiceId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    issuedInvoiceId: '9b2e4c1a-6d1f-4b7e-8a53-2f0c7d9e1b44',
    recurringInvoiceId: '9b2d3c1e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
    newNif: 'B12345674',
    accountId: '6a5794bc-b83f-5f0c-bef5-c0810f1e60b3',
    seriesId: 'f0ef85e1-18a4-5822-a9ff-16294b7c4649',
  },
};
