import * as z from 'zod/mini';
import type { Documentation, DocumentedResponse, Schema } from '../../../shared/http/operation.ts';

/** The envelope of every EnKash answer (https://docs.enkash.com/api-18880670), for the OpenAPI document. */
const success = (payload: Schema) =>
  z.strictObject({ payload, response_code: z.literal(0), response_message: z.string() });

const failure = (status: number, errorTypes: readonly string[]) =>
  z.strictObject({
    errorResponse: z.strictObject({
      apiSubErrors: z.array(
        z.strictObject({
          field: z.string(),
          rejectedValue: z.optional(z.nullable(z.union([z.string(), z.number(), z.boolean()]))),
          message: z.string(),
        }),
      ),
      errorMessage: z.string(),
      errorType: z.enum(errorTypes),
      requestId: z.string(),
      timestamp: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)),
    }),
    response_code: z.literal(status),
    response_message: z.string(),
  });

/** The labels are the vendor's. */
const FAILURES: Record<number, { description: string; errorTypes: readonly string[] }> = {
  400: { description: 'Bad Request', errorTypes: ['VALIDATION_ERROR', 'CLIENT_REQUEST_ERROR'] },
  401: { description: 'Unauthorized', errorTypes: ['UNAUTHORIZED'] },
  403: { description: 'Forbidden', errorTypes: ['INVALID_ACCESS'] },
  404: { description: 'Not Found', errorTypes: ['RECORD_NOT_FOUND'] },
  422: { description: 'Unprocessable Request', errorTypes: ['UNPROCESSABLE_REQUEST'] },
  500: { description: 'Server Error', errorTypes: ['SYSTEM_ERROR'] },
};

/** A 200 with this payload and the failures listed. */
export function answers(payload: Schema, ...failures: readonly number[]): Documentation['responses'] {
  const responses: Record<number, DocumentedResponse> = {
    200: { description: 'OK', schema: success(payload) },
  };
  for (const status of failures) {
    const { description, errorTypes } = FAILURES[status] as (typeof FAILURES)[number];
    responses[status] = { description, schema: failure(status, errorTypes) };
  }
  return responses;
}
