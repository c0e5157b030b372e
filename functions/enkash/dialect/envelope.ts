import * as z from 'zod/mini';
import { type HttpResponse, json } from '../../../shared/http/dialect.ts';
import type { DocumentedResponse, Responses } from '../../../shared/http/documentation.ts';
import type { Failure, Problem } from '../../../shared/http/failure.ts';
import type { Origin, Schema } from '../../../shared/http/operation.ts';
import { codesByStatus, problemAnswer } from '../../../shared/http/problem-answer.ts';
import { type ErrorType, PROBLEMS } from './errors.ts';
import { dateTime } from './fields.ts';

/** The envelope of every EnKash answer: https://docs.enkash.com/api-18880670 */
export interface EnkashSuccess<Payload = unknown> {
  readonly payload: Payload;
  readonly message: string;
}

export const successEnvelope = ({ payload, message }: EnkashSuccess): HttpResponse =>
  json(200, { payload, response_code: 0, response_message: message });

export function failureEnvelope(failure: Failure | undefined, origin: Origin): HttpResponse {
  const { status, code, message, headers } = problemAnswer(failure?.problem, PROBLEMS);
  const body = {
    errorResponse: {
      apiSubErrors: failure?.problem.kind === 'invalid' ? subErrorsOf(failure.problem) : [],
      errorMessage: message,
      errorType: code,
      requestId: origin.traceId,
      timestamp: dateTime(origin.receivedAt),
    },
    response_code: status,
    response_message: message,
  };
  return json(status, body, headers);
}

export type SubError = z.output<ReturnType<typeof subError>>;

export const subErrorsOf = ({ issues }: Pick<Problem & { kind: 'invalid' }, 'issues'>): SubError[] =>
  issues.map(({ field, rejectedValue, message }) => ({ field, rejectedValue, message }));

/** A 200 with this payload, and the failures listed. */
export function responses<Payload extends Schema>(
  payload: Payload,
  ...failures: readonly (keyof typeof LABELS)[]
): Responses<EnkashSuccess<z.output<Payload>>> {
  const documented: Record<number, DocumentedResponse> = {
    200: { description: 'OK', schema: success(payload) },
  };
  const codes = codesByStatus(PROBLEMS);
  for (const status of failures) {
    const schema = failure(status, codes.get(status) ?? ['UNPROCESSABLE_REQUEST']);
    documented[status] = { description: LABELS[status], schema };
  }
  return documented;
}

/** The labels are the vendor's. */
const LABELS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  // The vendor lists none: our choice.
  412: 'Precondition Failed',
  422: 'Unprocessable Request',
  500: 'Server Error',
} as const;

const success = (payload: Schema) =>
  z.strictObject({ payload, response_code: z.literal(0), response_message: z.string() });

const failure = (status: number, errorTypes: readonly ErrorType[]) =>
  z.strictObject({
    errorResponse: z.strictObject({
      apiSubErrors: z.array(subError()),
      errorMessage: z.string(),
      errorType: z.enum(errorTypes),
      requestId: z.string(),
      timestamp: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)),
    }),
    response_code: z.literal(status),
    response_message: z.string(),
  });

/** What was wrong with one field. */
export const subError = () =>
  z.strictObject({
    field: z.string(),
    rejectedValue: z.optional(z.nullable(z.union([z.string(), z.number(), z.boolean()]))),
    message: z.string(),
  });
