import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as deleteCustomers from './customers/delete-customers.ts';

/** BeeL's operations, in the order of its documentation: https://docs.beel.es */
export const operations: readonly OperationModule[] = [deleteCustomer, deleteCustomers];
