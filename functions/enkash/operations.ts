import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as activateCustomer from './customers/activate-customer.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as createCustomers from './customers/create-customers.ts';
import * as deactivateCustomer from './customers/deactivate-customer.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as getContactDetails from './customers/get-contact-details.ts';
import * as searchCustomers from './customers/search-customers.ts';
import * as updateCustomer from './customers/update-customer.ts';
import * as updateCustomers from './customers/update-customers.ts';
import * as changeInvoiceStatus from './invoices/change-invoice-status.ts';
import * as confirmPayment from './invoices/confirm-payment.ts';
import * as createInvoice from './invoices/create-invoice.ts';
import * as createInvoices from './invoices/create-invoices.ts';
import * as deleteInvoices from './invoices/delete-invoices.ts';
import * as dispatchInvoices from './invoices/dispatch-invoices.ts';
import * as getInvoice from './invoices/get-invoice.ts';
import * as searchInvoices from './invoices/search-invoices.ts';
import * as updateInvoice from './invoices/update-invoice.ts';
import * as createReminder from './reminders/create-reminder.ts';
import * as deleteReminder from './reminders/delete-reminder.ts';
import * as getReminder from './reminders/get-reminder.ts';
import * as listReminders from './reminders/list-reminders.ts';
import * as updateReminder from './reminders/update-reminder.ts';
import * as createToken from './tokens/create-token.ts';

/** EnKash's operations, in the order of its documentation: https://docs.enkash.com */
export const operations: readonly OperationModule[] = [
  createToken,
  createCustomer,
  searchCustomers,
  updateCustomer,
  activateCustomer,
  deactivateCustomer,
  deleteCustomer,
  createCustomers,
  updateCustomers,
  getContactDetails,
  createInvoice,
  createInvoices,
  dispatchInvoices,
  deleteInvoices,
  searchInvoices,
  getInvoice,
  updateInvoice,
  createReminder,
  listReminders,
  getReminder,
  deleteReminder,
  updateReminder,
  confirmPayment,
  changeInvoiceStatus,
];
