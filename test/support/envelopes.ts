import { expect } from 'vitest';

const hex32 = expect.stringMatching(/^[0-9a-f]{32}$/);

/** EnKash's whole failure body. */
export const enkashFailure = (
  status: number,
  errorType: string,
  message: string,
  apiSubErrors: readonly Record<string, unknown>[] = [],
) => ({
  errorResponse: {
    apiSubErrors,
    errorMessage: message,
    errorType,
    requestId: hex32,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  },
  response_code: status,
  response_message: message,
});

const meta = { timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/), request_id: hex32 };

/** BeeL's whole success body. */
export const beelSuccess = (data: unknown) => ({ success: true, data, meta });

/** BeeL's whole failure body on flat routes. */
export const beelFailure = (code: string, message: string, details?: Record<string, unknown>) => ({
  success: false,
  error: { code, message, ...(details && { details }) },
  meta,
});

/** Whether a path is of BeeL's generation of today. */
export const isCanonical = (path: string): boolean =>
  /^\/api\/v1\/(companies|accounts|me|templates)\//.test(path);

/** BeeL's whole failure body on canonical routes: with the members of RFC 9457. */
export const beelCanonicalFailure = (
  code: string,
  message: string,
  instance: string,
  details?: Record<string, unknown>,
) => ({
  ...beelFailure(code, message, details),
  type: `https://docs.beel.es/errors/${code}`,
  title: code,
  detail: message,
  instance,
});

/** A whole problem of our own dialect. */
export const problem = (
  status: number,
  type: string,
  title: string,
  detail: string,
  path: string,
  errors?: readonly { in: string; field: string; detail: string }[],
) => ({
  ...{ type: `urn:offboard:problem:${type}`, title, status, detail, instance: path, request_id: hex32 },
  ...(errors && { errors }),
});

/** Amili's whole failure body: the members of a success with the numbers that are known. */
export const amiliFailure = (result: string, message: string, numbers: Record<string, unknown> = {}) => ({
  status: 'FAILED',
  result,
  message,
  ...numbers,
});
