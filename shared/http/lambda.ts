import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { authentication } from './authentication.ts';
import type { Dialect, HttpEvent, HttpResponse } from './dialect.ts';
import type { Operation, Request } from './operation.ts';
import { requestLog } from './request-log.ts';
import { requestParsing } from './request-parsing.ts';
import { vendorEnvelope } from './vendor-envelope.ts';
import { wellFormedEvent } from './well-formed-event.ts';

export type LambdaHandler = (event: HttpEvent, context: Context) => Promise<HttpResponse>;

/** Milliseconds kept back from the function's time-out, to answer in the vendor's envelope. */
const KEPT_FOR_THE_ANSWER = 500;

/**
 * Makes an operation's Lambda handler: authenticate, parse, run, shape the vendor's envelope.
 *
 * @example
 * export const handler = lambda(enkash, operation, async function deleteCustomer({ path, caller }) { … });
 */
export function lambda<const O extends Operation<Access>, Access, Caller, Success>(
  dialect: Dialect<Access, Caller, Success>,
  operation: O,
  run: (request: Request<O, Caller>) => Success | Promise<Success>,
): LambdaHandler {
  const handler = middy({ timeoutEarlyInMillis: KEPT_FOR_THE_ANSWER })
    .use(requestLog(operation))
    .use(vendorEnvelope(dialect))
    .use(authentication(dialect, operation))
    .use(requestParsing(operation))
    .handler((event: unknown) => run((event as { request: Request<O, Caller> }).request));
  const [, path = '/'] = operation.route.split(' ');
  return (event, context) => (handler as unknown as LambdaHandler)(wellFormedEvent(event, path), context);
}
