import * as z from 'zod/mini';
import type { Documentation, DocumentedResponse, Schema } from '../../../shared/http/operation.ts';

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

type Codes = Readonly<Record<number, readonly string[]>>;

/** What every operation may answer; flat routes look at the BeeL-Active-Company header too. */
const COMMON: Record<Generation, Codes> = {
  flat: {
    400: ['ACTIVE_COMPANY_HEADER_INVALID'],
    401: ['UNAUTHORIZED'],
    403: ['INSUFFICIENT_SCOPE', 'ACTIVE_COMPANY_NOT_ACCESSIBLE'],
    500: ['INTERNAL_ERROR'],
  },
  canonical: { 401: ['UNAUTHORIZED'], 403: ['INSUFFICIENT_SCOPE'], 500: ['INTERNAL_ERROR'] },
};

/** What every operation with a body may answer. */
export const bodyFailures: Codes = {
  400: ['INVALID_JSON_FORMAT'],
  413: ['REQUEST_BODY_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  422: ['VALIDATION_ERROR'],
};

type Generation = 'flat' | 'canonical';

/** The failures every operation may answer with, and those listed: codes by status. */
export function failures(generation: Generation, ...lists: readonly Codes[]): Documentation['responses'] {
  const responses: Record<number, DocumentedResponse> = {};
  const all = [COMMON[generation], ...lists].flatMap((codes) => Object.entries(codes));
  for (const [status, entries] of Map.groupBy(all, ([status]) => Number(status))) {
    const codes = entries.flatMap(([, list]) => list);
    responses[status] = {
      description: DESCRIPTIONS[status] as string,
      schema: failure(codes, generation === 'canonical'),
    };
  }
  return responses;
}
