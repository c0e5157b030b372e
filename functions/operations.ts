import type { LambdaHandler } from '../shared/http/lambda.ts';
import type { Documentation, Operation } from '../shared/http/operation.ts';
import * as amiliCreateCustomer from './amili/customers/create-customer.ts';
import * as amiliDeleteCustomer from './amili/customers/delete-customer.ts';
import * as amiliGetCustomer from './amili/customers/get-customer.ts';
import * as amiliCreateDocument from './amili/documents/create-document.ts';
import * as amiliCreateToken from './amili/tokens/create-token.ts';
import * as beelDeleteCustomer from './beel/customers/delete-customer.ts';
import * as beelDeleteCustomers from './beel/customers/delete-customers.ts';
import * as beelCreateCustomer from './beel-flat/customers/create-customer.ts';
import * as beelCreateTemplate from './beel-flat/customers/create-template.ts';
import * as beelDeactivateCustomer from './beel-flat/customers/deactivate-customer.ts';
import * as beelDeactivateCustomers from './beel-flat/customers/deactivate-customers.ts';
import * as beelGetCustomer from './beel-flat/customers/get-customer.ts';
import * as beelCreateInvoice from './beel-flat/invoices/create-invoice.ts';
import * as beelDeleteInvoice from './beel-flat/invoices/delete-invoice.ts';
import * as enkashCreateCustomer from './enkash/customers/create-customer.ts';
import * as enkashDeleteCustomer from './enkash/customers/delete-customer.ts';
import * as enkashCreateInvoice from './enkash/invoices/create-invoice.ts';
import * as enkashDeleteInvoices from './enkash/invoices/delete-invoices.ts';
import * as enkashCreateToken from './enkash/tokens/create-token.ts';
import * as getHealth from './service/health/get-health.ts';

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
export const REJECT_UNROUTED = 'service/unrouted/reject-unrouted';

/** Every function that answers requests, by name. */
export const functionNames: readonly string[] = [
  ...operations.map(({ operation }) => operation.name),
  REJECT_UNROUTED,
];
