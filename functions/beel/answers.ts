import * as z from 'zod/mini';
import type { Documentation, DocumentedResponse, Schema } from '../../shared/http/operation.ts';

/** The envelopes of BeeL's answers (OpenAPI 1.0.1 and 1.9.0), for the OpenAPI document. */
const meta = () =>
  z.strictObject({
    timestamp: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)),
    request_id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  });

export const success = (data: Schema) => z.strictObject({ success: z.literal(true), data, meta: meta() });

const failure = (codes: readonly string[], canonical: boolean) =>
  z.strictObject({
    success: z.literal(false),
    error: z.strictObject({
      code: z.enum(codes),
      message: z.string(),
      details: z.optional(z.record(z.string(), z.unknown())),
    }),
    meta: meta(),
    ...(canonical && { type: z.string(), title: z.string(), detail: z.string(), instance: z.string() }),
  });

const DESCRIPTIONS: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Unprocessable',
  500: 'Internal server error',
};

/** The failures every operation may answer with, and those listed: codes by status. */
export function failures(
  generation: 'flat' | 'canonical',
  codes: Readonly<Record<number, readonly string[]>>,
): Documentation['responses'] {
  const canonical = generation === 'canonical';
  const all: Record<number, readonly string[]> = {
    401: ['UNAUTHORIZED'],
    403: ['INSUFFICIENT_SCOPE'],
    500: ['INTERNAL_ERROR'],
    ...codes,
  };
  const responses: Record<number, DocumentedResponse> = {};
  for (const [status, list] of Object.entries(all)) {
    responses[Number(status)] = {
      description: DESCRIPTIONS[Number(status)] as string,
      schema: failure(list, canonical),
    };
  }
  return responses;
}
