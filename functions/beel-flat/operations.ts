import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as createCustomers from './customers/create-customers.ts';
import * as createTemplate from './customers/create-template.ts';
import * as deactivateCustomer from './customers/deactivate-customer.ts';
import * as deactivateCustomers from './customers/deactivate-customers.ts';
import * as getCustomer from './customers/get-customer.ts';
import * as listCustomers from './customers/list-customers.ts';
import * as previewImport from './customers/preview-import.ts';
import * as putCustomer from './customers/put-customer.ts';
import * as createInvoice from './invoices/create-invoice.ts';
import * as deleteInvoice from './invoices/delete-invoice.ts';
import * as getInvoice from './invoices/get-invoice.ts';
import * as listInvoices from './invoices/list-invoices.ts';
import * as putInvoice from './invoices/put-invoice.ts';

/** The operations of BeeL's flat routes, in the order of its documentation: https://docs.beel.es */
export const operations: readonly OperationModule[] = [
  listCustomers,
  createCustomer,
  createCustomers,
  getCustomer,
  putCustomer,
  deactivateCustomer,
  deactivateCustomers,
  previewImport,
  createTemplate,
  listInvoices,
  createInvoice,
  getInvoice,
  putInvoice,
  deleteInvoice,
];
