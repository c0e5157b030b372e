import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as getHealth from './health/get-health.ts';

/** Operations of the service's own, in no vendor's dialect. */
export const operations: readonly OperationModule[] = [getHealth];
