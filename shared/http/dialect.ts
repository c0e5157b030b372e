import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Failure } from './failure.ts';
import type { Noted, Operation, Origin } from './operation.ts';

export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResponse = APIGatewayProxyStructuredResultV2;

/** How a vendor speaks: who may call, and what success and failure look like on the wire. */
export interface Dialect<Access, Caller, Success> {
  /** @throws Failure `unauthenticated` */
  authenticate(event: HttpEvent, access: Access, origin: Origin): Caller | Promise<Caller>;
  /** What the log says of a caller: its name, never its secret, and whom it acts for unless a request says otherwise. */
  logged?(caller: Caller): Noted;
  /** @throws Failure where the caller may not do what the request asks for, or wants an answer that there is not */
  authorize?(
    caller: Caller,
    access: Access,
    event: HttpEvent,
    operation: Pick<Operation, 'answerType'>,
  ): void;
  success(success: Success, origin: Origin): HttpResponse;
  /** @param failure undefined for an unexpected error, about which the answer says nothing */
  failure(failure: Failure | undefined, origin: Origin): HttpResponse;
  /**
   * Keeps for the caller that a write was refused, or that nobody knows what became of it. The answer waits for it, and
   * is the same whatever it throws.
   */
  keepRefusal?(refusal: Refusal<Caller>): Promise<void>;
}

/** A request to write that was answered with a status of 400 or more. */
export interface Refusal<Caller> {
  readonly caller: Caller;
  readonly origin: Origin;
  /** As it was parsed; undefined where it was not. */
  readonly body: unknown;
  readonly response: HttpResponse;
  /** Undefined for an unexpected error, and where the operation has returned its refusal. */
  readonly failure: Failure | undefined;
}

/** A JSON answer that no cache keeps. */
export const json = (
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...COMMON_HEADERS, ...headers },
  body: JSON.stringify(body),
});

/** Answers are about customers and secrets: nobody may keep them or guess their type. */
export const COMMON_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;
