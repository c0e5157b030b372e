import type { LambdaHandler } from '../shared/http/lambda.ts';
import type { Documentation, Operation } from '../shared/http/operation.ts';
import * as amiliDeleteCustomer from './amili/delete-customer.ts';
import * as beelDeactivateCustomer from './beel/deactivate-customer.ts';
import * as enkashDeleteCustomer from './enkash/delete-customer.ts';
import * as getHealth from './service/get-health.ts';

export interface OperationModule {
  readonly operation: Operation;
  readonly handler: LambdaHandler;
  readonly documentation: () => Documentation;
}

/** Every operation of the service. Routes, functions, roles, fixtures, OpenAPI and the security suite follow it. */
export const operations: readonly OperationModule[] = [
  enkashDeleteCustomer,
  amiliDeleteCustomer,
  beelDeactivateCustomer,
  getHealth,
];
