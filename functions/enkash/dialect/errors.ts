import { Failure } from '../../../shared/http/failure.ts';
import { shortValue } from '../../../shared/http/issues.ts';
import type { ProblemTable } from '../../../shared/http/problem-answer.ts';

/** errorType values: https://docs.enkash.com/api-18880670 */
export type ErrorType =
  | 'CLIENT_REQUEST_ERROR'
  | 'INVALID_ACCESS'
  | 'RECORD_NOT_FOUND'
  | 'SYSTEM_ERROR'
  | 'UNAUTHORIZED'
  | 'UNPROCESSABLE_REQUEST'
  | 'VALIDATION_ERROR';

/** The vendor lists statuses and errorTypes, but not which go together: that is our choice. */
export const PROBLEMS: ProblemTable<ErrorType> = {
  unauthenticated: [401, 'UNAUTHORIZED'],
  forbidden: [403, 'INVALID_ACCESS'],
  invalid: [400, 'VALIDATION_ERROR'],
  malformedBody: [400, 'CLIENT_REQUEST_ERROR'],
  // The vendor has neither 415 nor 413: to its clients these two are bad requests.
  unsupportedMediaType: [400, 'CLIENT_REQUEST_ERROR'],
  bodyTooLarge: [400, 'CLIENT_REQUEST_ERROR'],
  routeNotFound: [404, 'RECORD_NOT_FOUND'],
  methodNotAllowed: [405, 'CLIENT_REQUEST_ERROR'],
  contended: [500, 'SYSTEM_ERROR'],
  throttled: [500, 'SYSTEM_ERROR'],
  unexpected: [500, 'SYSTEM_ERROR'],
};

/**
 * A refusal by EnKash's own rules.
 * @param logged what the log says of it, where the message tells what clients have written
 */
export const refused = (
  status: 404 | 412 | 422,
  code: ErrorType,
  message: string,
  logged = message,
): Failure => new Failure({ kind: 'refused', status, code, message, logged });

/** The same for an invoice that never was, that is deleted, or that is another company's. */
export const noInvoice = (id: string): Failure =>
  refused(404, 'RECORD_NOT_FOUND', `there is no invoice ${id}`);

/** Of a customer that takes no invoices, neither new ones nor another customer's. */
export const inactiveCustomer = (id: string): Failure =>
  refused(422, 'UNPROCESSABLE_REQUEST', `customer ${id} is deactivated`);

/** Of a customer that the operator of the service keeps from being deleted and deactivated. */
export const protectedCustomer = (id: string): Failure =>
  refused(422, 'UNPROCESSABLE_REQUEST', `customer ${id} is protected`);

/** Of a customer that is no longer what the client has seen. The vendor has no word for that: this is our choice. */
export const changedCustomer = (id: string): Failure =>
  refused(412, 'UNPROCESSABLE_REQUEST', `customer ${id} has changed since it was seen`);

/** The same for a customer that never was, that is deleted, or that is another company's. */
export const noCustomer = (id: string): Failure =>
  refused(404, 'RECORD_NOT_FOUND', `there is no customer ${id}`);

/** A field of the body that its schema alone cannot judge. */
export const invalidField = (field: string, rejectedValue: string, message: string): Failure =>
  new Failure({
    kind: 'invalid',
    issues: [{ in: 'body', field, ...shortValue(rejectedValue), message, missing: false, code: 'custom' }],
  });
