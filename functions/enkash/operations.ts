import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as searchCustomers from './customers/search-customers.ts';
import * as createInvoice from './invoices/create-invoice.ts';
import * as deleteInvoices from './invoices/delete-invoices.ts';
import * as searchInvoices from './invoices/search-invoices.ts';
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
];
