import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as getCompany from './companies/get-company.ts';
import * as listCompanies from './companies/list-companies.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as createCustomers from './customers/create-customers.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as deleteCustomers from './customers/delete-customers.ts';
import * as getCustomer from './customers/get-customer.ts';
import * as importCustomers from './customers/import-customers.ts';
import * as listCustomers from './customers/list-customers.ts';
import * as patchCustomer from './customers/patch-customer.ts';
import * as previewImport from './customers/preview-import.ts';
import * as getIdentity from './identity/get-identity.ts';
import * as createInvoice from './invoices/create-invoice.ts';
import * as deleteInvoice from './invoices/delete-invoice.ts';
import * as getInvoice from './invoices/get-invoice.ts';
import * as issueInvoice from './invoices/issue-invoice.ts';
import * as listInvoices from './invoices/list-invoices.ts';
import * as patchInvoice from './invoices/patch-invoice.ts';
import * as setInvoiceStatus from './invoices/set-invoice-status.ts';
import * as voidInvoice from './invoices/void-invoice.ts';
import * as createRecurringInvoice from './recurring-invoices/create-recurring-invoice.ts';
import * as deleteRecurringInvoice from './recurring-invoices/delete-recurring-invoice.ts';
import * as getRecurringInvoice from './recurring-invoices/get-recurring-invoice.ts';
import * as listRecurringInvoices from './recurring-invoices/list-recurring-invoices.ts';
import * as patchRecurringInvoice from './recurring-invoices/patch-recurring-invoice.ts';
import * as setRecurringInvoiceStatus from './recurring-invoices/set-recurring-invoice-status.ts';
import * as ensureDefaultSeries from './series/ensure-default-series.ts';
import * as getDefaultSeries from './series/get-default-series.ts';
import * as getSeries from './series/get-series.ts';
import * as listSeries from './series/list-series.ts';
import * as getCustomerTemplate from './templates/get-customer-template.ts';

/** BeeL's operations, in the order of its documentation: https://docs.beel.es */
export const operations: readonly OperationModule[] = [
  listCustomers,
  createCustomer,
  createCustomers,
  getCustomer,
  patchCustomer,
  deleteCustomer,
  deleteCustomers,
  importCustomers,
  previewImport,
  getCustomerTemplate,
  listInvoices,
  createInvoice,
  getInvoice,
  patchInvoice,
  deleteInvoice,
  issueInvoice,
  voidInvoice,
  setInvoiceStatus,
  listRecurringInvoices,
  createRecurringInvoice,
  getRecurringInvoice,
  patchRecurringInvoice,
  deleteRecurringInvoice,
  setRecurringInvoiceStatus,
  listSeries,
  getDefaultSeries,
  ensureDefaultSeries,
  getSeries,
  getIdentity,
  listCompanies,
  getCompany,
];
