import type { Server } from 'node:http';
import { operations, REJECT_UNROUTED } from '../../functions/operations.ts';
import { operation as listEvents } from '../../functions/operator/events/list-events.ts';
import { refuseUnread } from '../../functions/service/unrouted/refuse-unread.ts';
import { handler as rejectUnrouted } from '../../functions/service/unrouted/reject-unrouted.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { routesOf } from '../../shared/http/routes.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { lambdaContext } from './lambda-context.ts';

/** The route that can be followed as server-sent events. */
const FEED = listEvents.route;

/**
 * The gateway over the whole service.
 * @param around puts something around each function's handler
 */
export function createServiceGateway(
  around = (_name: string, handler: LambdaHandler): LambdaHandler => handler,
  options: Pick<GatewayOptions, 'cors' | 'requestTimeout' | 'stream' | 'aroundRequests'> = {},
): Server {
  const route = (name: string, route: string, handler: LambdaHandler) => ({
    name,
    route,
    handler: around(name, handler),
  });
  const routes = operations.flatMap(({ operation, handler }) =>
    routesOf(operation).map((each) => ({
      ...route(operation.name, each, handler),
      streams: each === FEED,
    })),
  );
  return createGateway(routes, {
    unrouted: route(REJECT_UNROUTED, '$default', rejectUnrouted),
    refuseUnread: (status, path) => refuseUnread(status, path, lambdaContext('gateway')),
    ...options,
  });
}
