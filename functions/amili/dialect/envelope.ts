import * as z from 'zod/mini';
import type { Documentation, DocumentedResponse } from '../../../shared/http/operation.ts';

/** The members of an ARM answer (https://docs.amili.dev/delete-a-customer-3942675e0), for the OpenAPI document. */
export const outcome = (result: string | readonly [string, ...string[]]) => ({
  status: z.literal('PROCESSED'),
  result: typeof result === 'string' ? z.literal(result) : z.enum(result),
  message: z.string(),
  clientNo: z.int(),
  accountNo: z.int(),
  customerNo: z.string(),
});

const failure = (...results: string[]) =>
  z.strictObject({
    status: z.literal('FAILED'),
    result: z.enum(results),
    message: z.string(),
    clientNo: z.optional(z.int()),
    accountNo: z.optional(z.int()),
    customerNo: z.optional(z.string()),
  });

const FAILURES: Record<number, { description: string; results: string[] }> = {
  400: { description: 'Bad Request', results: ['INVALID'] },
  401: { description: 'Unauthorized', results: ['UNAUTHORIZED'] },
  403: { description: 'Forbidden', results: ['FORBIDDEN'] },
  404: { description: 'NotFound', results: ['NOT_FOUND'] },
  500: { description: 'Server Error', results: ['ERROR'] },
};

/** A 200, the failures listed, and a 422 with the results that this operation may refuse with. */
export function answers(
  success: DocumentedResponse,
  failures: readonly number[],
  refusals: readonly string[] = [],
): Documentation['responses'] {
  const responses: Record<number, DocumentedResponse> = { 200: success };
  for (const status of failures) {
    const { description, results } = FAILURES[status] as (typeof FAILURES)[number];
    responses[status] = { description, schema: failure(...results) };
  }
  if (refusals.length > 0) responses[422] = { description: 'Refused', schema: failure(...refusals) };
  return responses;
}
