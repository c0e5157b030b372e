import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as activateCustomer from './customers/activate-customer.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as deactivateCustomer from './customers/deactivate-customer.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as getContactDetails from './customers/get-contact-details.ts';
import * as updateCustomer from './customers/update-customer.ts';
import * as createInvoice from './invoices/create-invoice.ts';
import * as deleteInvoices from './invoices/delete-invoices.ts';
import * as createToken from './tokens/create-token.ts';

/** EnKash's operations, in the order of its documentation: https://docs.enkash.com */
export const operations: readonly OperationModule[] = [
  createToken,
  createCustomer,
  updateCustomer,
  activateCustomer,
  deactivateCustomer,
  deleteCustomer,
  getContactDetails,
  createInvoice,
  deleteInvoices,
];
