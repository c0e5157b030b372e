import { routesOf } from '../../../shared/http/routes.ts';
import { operations } from '../../operations.ts';

/** Every route of the service. The bundle holds the texts alone, not the operations: see infra/functions/bundle.ts. */
export const routes: readonly string[] = operations.flatMap(({ operation }) => routesOf(operation));
