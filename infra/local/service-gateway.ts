import type { Server } from 'node:http';
import { operations, REJECT_UNROUTED } from '../../functions/operations.ts';
import { handler as rejectUnrouted } from '../../functions/service/unrouted/reject-unrouted.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { createGateway } from './gateway.ts';

/**
 * The gateway over the whole service.
 * @param around puts something around each function's handler
 */
export function createServiceGateway(
  around = (_name: string, handler: LambdaHandler): LambdaHandler => handler,
): Server {
  const route = (name: string, route: string, handler: LambdaHandler) => ({
    name,
    route,
    handler: around(name, handler),
  });
  return createGateway(
    operations.map(({ operation, handler }) => route(operation.name, operation.route, handler)),
    route(REJECT_UNROUTED, '$default', rejectUnrouted),
  );
}
