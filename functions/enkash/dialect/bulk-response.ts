import * as z from 'zod/mini';
import type { Schema } from '../../../shared/http/operation.ts';
import { subError } from './envelope.ts';

const count = () => z.int().check(z.minimum(0));

/**
 * BulkResponse: https://docs.enkash.com/api-18880671; what its rows hold is our choice.
 * @param ids what names a row
 * @param others what else a row that was done tells
 */
export const bulkAnswered = <Ids extends Shape, Others extends Shape = Record<never, never>>(
  ids: Ids,
  others: Others = {} as Others,
) =>
  z.strictObject({
    total_count: count(),
    success_count: count(),
    failure_count: count(),
    successRequests: z.array(z.strictObject({ ...ids, ...others })),
    failureRequests: z.array(z.strictObject({ ...ids, ...failure() })),
  });

type Shape = Readonly<Record<string, Schema>>;

const failure = () => ({
  errorType: z.enum([
    'CLIENT_REQUEST_ERROR',
    'RECORD_NOT_FOUND',
    'SYSTEM_ERROR',
    'UNPROCESSABLE_REQUEST',
    'VALIDATION_ERROR',
  ]),
  message: z.string(),
  apiSubErrors: z.optional(z.array(subError())),
});
