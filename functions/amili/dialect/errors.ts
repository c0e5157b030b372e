import { Failure } from '../../../shared/http/failure.ts';
import type { ProblemTable } from '../../../shared/http/problem-answer.ts';
import type { AmiliNumbers } from './identifiers.ts';

/** The statuses are documented. The words in `result` are our choice: the vendor shows the body of no failure. */
export const PROBLEMS: ProblemTable<string> = {
  unauthenticated: [401, 'UNAUTHORIZED'],
  forbidden: [403, 'FORBIDDEN'],
  invalid: [400, 'INVALID'],
  malformedBody: [400, 'INVALID'],
  // The vendor lists neither 413 nor 415: to its clients these are bad requests.
  unsupportedMediaType: [400, 'INVALID'],
  bodyTooLarge: [400, 'INVALID'],
  routeNotFound: [404, 'NOT_FOUND'],
  methodNotAllowed: [405, 'METHOD_NOT_ALLOWED'],
  contended: [500, 'ERROR'],
  throttled: [500, 'ERROR'],
  unexpected: [500, 'ERROR'],
};

/**
 * A refusal by Amili's own rules.
 * @param logged what the log says of it, where the message tells what clients have written
 */
export const refused = (
  status: 400 | 404 | 412 | 422,
  result: string,
  message: string,
  numbers: AmiliNumbers = {},
  logged = message,
): Failure =>
  new Failure({ kind: 'refused', status, code: result, message, logged, details: { ...numbers } });

/** The same for a customer that never was, that is deleted, or that is another client's. */
export const noCustomer = (customerNo: string): Failure =>
  refused(404, 'NOT_FOUND', `There is no customer ${customerNo}`, { customerNo });

/** The same for a bundle that never was, or that is another client's. */
export const noDocumentBundle = (documentBundleId: number): Failure =>
  refused(404, 'NOT_FOUND', `There is no document bundle ${documentBundleId}`);

/** The same for a document that never was, or that is another client's. */
export const noDocument = (documentNo: string): Failure =>
  refused(404, 'NOT_FOUND', `There is no document ${documentNo}`, { documentNo });
