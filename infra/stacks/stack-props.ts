import type { Environment } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Operation } from '../../shared/http/operation.ts';
import type { Stage } from '../stages.ts';

/** The code of the function whose entry has this name: `enkash/customers/delete-customer`. */
export type FunctionCode = (name: string) => Code;

/** The operations of one dialect. */
export type DialectOperations = readonly { readonly operation: Operation }[];

/** The operations of each dialect, by its folder. `service` is what belongs to no vendor. */
export type OperationTable = Readonly<Record<string, DialectOperations>> & {
  readonly service: DialectOperations;
};

/** What every stack of a stage is given. */
export interface ServiceStackProps {
  readonly stage: Stage;
  readonly env?: Environment;
  readonly terminationProtection: boolean;
}

/** What the workers' stack is called by, and their crashes, where others have a dialect's name. */
export const WORKERS = 'workers';

/** A worker that follows a stream, as monitoring knows it. */
export interface WatchedWorker {
  readonly name: string;
  /** The UUID of what calls it. */
  readonly mapping: string;
}

/** What the stack is given that watches the others. */
export interface MonitoringStackProps extends ServiceStackProps {
  readonly apiId: string;
  readonly table: OperationTable;
  readonly workers: readonly WatchedWorker[];
}
