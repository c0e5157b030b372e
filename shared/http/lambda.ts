import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { authentication } from './authentication.ts';
import type { Dialect, HttpEvent, HttpResponse } from './dialect.ts';
import type { Documentation, SuccessOf } from './documentation.ts';
import type { Operation, Request } from './operation.ts';
import { refusalLog } from './refusal-log.ts';
import { requestLog } from './request-log.ts';
import { requestParsing } from './request-parsing.ts';
import { vendorEnvelope } from './vendor-envelope.ts';
import { wellFormedEvent } from './well-formed-event.ts';
import { wishParsing } from './wishes.ts';

export type LambdaHandler = (event: HttpEvent, context: Context) => Promise<HttpResponse>;

/** Milliseconds kept back from the function's time-out, to answer in the vendor's envelope. */
const KEPT_FOR_THE_ANSWER = 500;

/**
 * Makes an operation's Lambda handler: authenticate, parse, run, shape the vendor's envelope. What the operation may
 * return is what its documentation promises; another shape does not compile. Two calls, because TypeScript infers
 * either all type arguments of a call or none.
 *
 * @example
 * export const handler = lambda<typeof documentation>()(enkash, operation, async function deleteCustomer({ path }) {
 *   return { payload: path.customerId, message: 'Customer deleted' };
 * });
 */
export const lambda =
  <Documented extends () => Documentation = never>() =>
  <const O extends Operation<Access>, Access, Caller>(
    dialect: Dialect<Access, Caller, SuccessOf<Documented>>,
    operation: O,
    run: (request: Request<O, Caller>) => SuccessOf<Documented> | Promise<SuccessOf<Documented>>,
  ): LambdaHandler => {
    const handler = middy({ timeoutEarlyInMillis: KEPT_FOR_THE_ANSWER })
      .use(requestLog(operation))
      .use(refusalLog(dialect, operation))
      .use(vendorEnvelope(dialect, operation))
      .use(authentication(dialect, operation))
      .use(wishParsing(operation))
      .use(requestParsing(operation))
      .handler((request: unknown) => run(request as Request<O, Caller>));
    const [, path = '/'] = operation.route.split(' ');
    return (event, context) => (handler as unknown as LambdaHandler)(wellFormedEvent(event, path), context);
  };
