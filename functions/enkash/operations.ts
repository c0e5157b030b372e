import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as searchCustomers from './customers/search-customers.ts';
import * as changeInvoiceStatus from './invoices/change-invoice-status.ts';
import * as confirmPayment from './invoices/confirm-payment.ts';
import * as createInvoice from './invoices/create-invoice.ts';
import * as deleteInvoices from './invoices/delete-invoices.ts';
import * as searchInvoices from './invoices/search-invoices.ts';
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
  deleteCustomer,
  createInvoice,
  deleteInvoices,
  searchInvoices,
  createReminder,
  listReminders,
  getReminder,
  deleteReminder,
  updateReminder,
  confirmPayment,
  changeInvoiceStatus,
];
