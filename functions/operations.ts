import type { LambdaHandler } from '../shared/http/lambda.ts';
import type { Documentation, Operation } from '../shared/http/operation.ts';
import * as amiliCreateCustomer from './amili/create-customer.ts';
import * as amiliCreateDocument from './amili/create-document.ts';
import * as amiliCreateToken from './amili/create-token.ts';
import * as amiliDeleteCustomer from './amili/delete-customer.ts';
import * as amiliGetCustomer from './amili/get-customer.ts';
import * as beelCreateCustomer from './beel/create-customer.ts';
import * as beelCreateInvoice from './beel/create-invoice.ts';
import * as beelCreateTemplate from './beel/create-template.ts';
import * as beelDeactivateCustomer from './beel/deactivate-customer.ts';
import * as beelDeactivateCustomers from './beel/deactivate-customers.ts';
import * as beelDeleteCustomer from './beel/delete-customer.ts';
import * as beelDeleteCustomers from './beel/delete-customers.ts';
import * as beelDeleteInvoice from './beel/delete-invoice.ts';
import * as beelGetCustomer from './beel/get-customer.ts';
import * as enkashCreateCustomer from './enkash/create-customer.ts';
import * as enkashCreateInvoice from './enkash/create-invoice.ts';
import * as enkashCreateToken from './enkash/create-token.ts';
import * as enkashDeleteCustomer from './enkash/delete-customer.ts';
import * as enkashDeleteInvoices from './enkash/delete-invoices.ts';
import * as getHealth from './service/get-health.ts';

export interface OperationModule {
  readonly operation: Operation;
  readonly handler: LambdaHandler;
  readonly documentation: () => Documentation;
}

/** Every operation of the service. Routes, functions, roles, fixtures, OpenAPI and the security suite follow it. */
export const operations: readonly OperationModule[] = [
  enkashCreateToken,
  enkashCreateCustomer,
  enkashCreateInvoice,
  enkashDeleteInvoices,
  enkashDeleteCustomer,
  amiliCreateToken,
  amiliCreateCustomer,
  amiliGetCustomer,
  amiliCreateDocument,
  amiliDeleteCustomer,
  beelCreateCustomer,
  beelGetCustomer,
  beelCreateInvoice,
  beelDeleteInvoice,
  beelDeactivateCustomer,
  beelDeactivateCustomers,
  beelCreateTemplate,
  beelDeleteCustomer,
  beelDeleteCustomers,
  getHealth,
];

/** The routes of all operations. */
export const routes: readonly string[] = operations.map(({ operation }) => operation.route);

/** The function that answers what no route takes. */
export const REJECT_UNROUTED = 'service/reject-unrouted';

/** Every function that answers requests, by name. */
export const functionNames: readonly string[] = [
  ...operations.map(({ operation }) => operation.name),
  REJECT_UNROUTED,
];
