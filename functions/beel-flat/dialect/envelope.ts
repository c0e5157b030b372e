import type { Responses } from '../../../shared/http/documentation.ts';
import { withFailures } from '../../beel/dialect/envelope.ts';

type Codes = Readonly<Record<number, readonly string[]>>;

/** A success, the failures that every flat operation may answer with, and those listed, for the OpenAPI document. */
export const responses = <Success>(answer: Responses<Success>, ...codes: readonly Codes[]) =>
  withFailures(answer, [COMMON, ...codes]);

/** Flat routes look at the BeeL-Active-Company header too, and refuse a query parameter that they do not know. */
const COMMON: Codes = {
  400: ['BAD_REQUEST', 'ACTIVE_COMPANY_HEADER_INVALID'],
  401: ['UNAUTHORIZED'],
  403: ['INSUFFICIENT_SCOPE', 'ACTIVE_COMPANY_NOT_ACCESSIBLE'],
  500: ['INTERNAL_ERROR'],
};
