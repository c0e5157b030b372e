import type { OperationModule } from '../shared/http/operation-module.ts';
import { operations as amili } from './amili/operations.ts';
import { operations as beel } from './beel/operations.ts';
import { operations as beelFlat } from './beel-flat/operations.ts';
import { operations as enkash } from './enkash/operations.ts';
import { operations as operator } from './operator/operations.ts';
import { operations as service } from './service/operations.ts';

export type { OperationModule } from '../shared/http/operation-module.ts';

/** The operations of each dialect, by its folder. */
export const dialects = {
  enkash,
  amili,
  beel,
  'beel-flat': beelFlat,
  operator,
  service,
} as const satisfies Record<string, readonly OperationModule[]>;

export type DialectName = keyof typeof dialects;

/** Every operation of the service. Routes, functions, roles, fixtures, OpenAPI and the security suite follow it. */
export const operations: readonly OperationModule[] = Object.values(dialects).flat();

/** The function that answers what no route takes. */
export const REJECT_UNROUTED = 'service/unrouted/reject-unrouted';

/** Every function that answers requests, by name. */
export const functionNames: readonly string[] = [
  ...operations.map(({ operation }) => operation.name),
  REJECT_UNROUTED,
];
