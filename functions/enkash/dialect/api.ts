import type { ApiDocumentation } from '../../../shared/http/api-documentation.ts';
import { answered as contactDetails } from '../customers/contact-details-response.ts';
import { answered as createdCustomers } from '../customers/created-customers-response.ts';
import { requested as customerChanges } from '../customers/customer-changes-request.ts';
import { filters as customerFilters } from '../customers/customer-filters.ts';
import { keyContact, requested as newCustomer, reminder } from '../customers/customer-request.ts';
import { answered as customer } from '../customers/customer-response.ts';
import { answered as updatedCustomers } from '../customers/updated-customers-response.ts';
import { answered as createdInvoices } from '../invoices/created-invoices-response.ts';
import { requested as dispatching } from '../invoices/dispatching-request.ts';
import { requested as invoiceChanges } from '../invoices/invoice-changes-request.ts';
import { filters as invoiceFilters } from '../invoices/invoice-filters.ts';
import { requested as newInvoice } from '../invoices/invoice-request.ts';
import { answered as invoice } from '../invoices/invoice-response.ts';
import { requested as invoiceStatusChange } from '../invoices/invoice-status-request.ts';
import { answered as bulkResponse } from '../invoices/invoices-response.ts';
import { requested as paymentConfirmation } from '../invoices/payment-request.ts';
import { requested as reminderChanges } from '../reminders/reminder-changes-request.ts';
import { requested as newCustomerReminder } from '../reminders/reminder-request.ts';
import { answered as customerReminder } from '../reminders/reminder-response.ts';
import { answered as token } from '../tokens/token-response.ts';
import { fields } from './api-fields.ts';
import type { EnkashAccess } from './caller.ts';
import { subError } from './envelope.ts';
import { pageAnswered } from './paging.ts';

/** The EnKash dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<EnkashAccess> = {
  title: 'Accounts receivable, EnKash dialect',
  description: [
    'Customers and invoices of a company, as EnKash AR clients know them. What is sent, collected or paid is so elsewhere: ' +
      'dispatching marks an invoice, reminders are kept, and a confirmed payment is written down.',
    'A success carries `payload` and `response_code` 0. A failure carries `errorResponse` with an `errorType`, and the ' +
      'HTTP status as `response_code`. Times are UTC: `yyyy-MM-dd HH:mm:ss` in failures, ISO 8601 in payloads.',
    'A customer that live invoices refer to is never deleted: the answer is 422 `UNPROCESSABLE_REQUEST`. A deleted ' +
      'customer is not found any more.',
  ].join('\n\n'),
  tags: {
    customers: 'Whom a company sells to',
    invoices: 'What customers owe; a live invoice keeps its customer from being deleted',
    reminders:
      'When a customer is reminded of what is due: rules that the service keeps, it sends no reminders',
    tokens: 'Access tokens of users',
  },
  securitySchemes: {
    accessToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The access token that `POST /oauth/token` answers with.',
    },
    client: {
      type: 'http',
      scheme: 'basic',
      description: 'Id and secret of the client that asks for a token on behalf of a user.',
    },
  },
  security: (access) => (access === 'public' ? undefined : { accessToken: [] }),
  schemas: {
    requests: {
      NewCustomer: newCustomer(),
      CustomerChanges: customerChanges(),
      NewKeyContact: keyContact(),
      NewReminder: reminder(),
      NewInvoice: newInvoice(),
      PaymentConfirmation: paymentConfirmation(),
      InvoiceStatusChange: invoiceStatusChange(),
      CustomerFilters: customerFilters(),
      InvoiceFilters: invoiceFilters(),
      NewCustomerReminder: newCustomerReminder(),
      ReminderChanges: reminderChanges(),
      InvoiceChanges: invoiceChanges(),
      Dispatch: dispatching(),
    },
    answers: {
      Customer: customer(),
      ContactDetails: contactDetails(),
      KeyContact: keyContact(),
      Reminder: reminder(),
      Invoice: invoice(),
      CustomerPage: pageAnswered(customer()),
      InvoicePage: pageAnswered(invoice()),
      CustomerReminder: customerReminder(),
      BulkResponse: bulkResponse(),
      CreatedCustomers: createdCustomers(),
      UpdatedCustomers: updatedCustomers(),
      CreatedInvoices: createdInvoices(),
      ApiSubError: subError(),
      Token: token(),
    },
  },
  fields,
  samples: {
    companyId: 'CEKFOWV7UQ',
    customerId: 'KCMW2U9R4H9HPNKC',
    linkedCustomerId: 'KCS3BMD3SW8X65WI',
    invoiceId: '7d1f5a0e-3c52-4f0c-9b53-5a1c8f0d2e11',
    openInvoiceId: '0b6a4d52-8e0b-4e0f-9d0e-1f3f2c7a9b64',
    reminderId: '5c0f2f6e-9d1b-4c86-8a35-2e4d7b90c1f3',
    username: 'ada@example.com',
    password: 'correct-horse-battery-staple',
  },
};
