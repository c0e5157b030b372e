import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as createCustomers from './customers/create-customers.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as deleteCustomers from './customers/delete-customers.ts';
import * as getCustomer from './customers/get-customer.ts';
import * as importCustomers from './customers/import-customers.ts';
import * as patchCustomer from './customers/patch-customer.ts';
import * as previewImport from './customers/preview-import.ts';
import * as getCustomerTemplate from './templates/get-customer-template.ts';

/** BeeL's operations, in the order of its documentation: https://docs.beel.es */
export const operations: readonly OperationModule[] = [
  createCustomer,
  createCustomers,
  getCustomer,
  patchCustomer,
  deleteCustomer,
  deleteCustomers,
  importCustomers,
  previewImport,
  getCustomerTemplate,
];
