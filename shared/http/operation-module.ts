import type { Documentation } from './documentation.ts';
import type { LambdaHandler } from './lambda.ts';
import type { Operation } from './operation.ts';

/** What the file of an operation exports. */
export interface OperationModule {
  readonly operation: Operation;
  readonly handler: LambdaHandler;
  readonly documentation: () => Documentation;
}
