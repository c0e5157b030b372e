import * as z from 'zod/mini';
import { instant } from '../../../shared/fields/dates.ts';
import { COMMON_HEADERS, type HttpResponse, json } from '../../../shared/http/dialect.ts';
import type { DocumentedResponse, Responses } from '../../../shared/http/documentation.ts';
import type { Origin, Schema } from '../../../shared/http/operation.ts';
import type { BeelError } from './errors.ts';

/** `data` in the envelope. */
export interface DataAnswer<Data = unknown> {
  readonly status: number;
  readonly data: Data;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Done, and nothing to say. */
export interface NoContent {
  readonly status: 204;
}

/** A file to download, without an envelope. */
export interface CsvFile {
  readonly status: 200;
  readonly csv: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type BeelSuccess = DataAnswer | NoContent | CsvFile;

const CSV = 'text/csv; charset=utf-8';

/** @param headers of every answer of the generation */
export function successEnvelope(
  success: BeelSuccess,
  origin: Origin,
  headers: Readonly<Record<string, string>>,
): HttpResponse {
  const { status: statusCode } = success;
  if ('csv' in success) {
    const all = { 'content-type': CSV, ...COMMON_HEADERS, ...headers, ...success.headers };
    return { statusCode, headers: all, body: success.csv };
  }
  if (!('data' in success)) return { statusCode, headers: { ...COMMON_HEADERS, ...headers } };
  const body = { success: true, data: success.data, meta: metaOf(origin) };
  return json(statusCode, body, { ...headers, ...success.headers });
}

/** @param others members that a generation adds to a failure */
export const failureEnvelope = (
  { status, code, message, details, errors, headers }: BeelError,
  origin: Origin,
  others: { readonly members: object; readonly headers: Readonly<Record<string, string>> },
): HttpResponse =>
  json(
    status,
    {
      success: false,
      error: { code, message, ...(details && { details }), ...(errors && { errors }) },
      meta: metaOf(origin),
      ...others.members,
    },
    { ...others.headers, ...headers },
  );

const metaOf = ({ receivedAt, traceId }: Origin) => ({
  timestamp: instant(receivedAt.toISOString()),
  request_id: traceId,
});

/** Members of RFC 9457 that the generation of today adds to a failure. */
export const problemMembers = ({ code, message }: BeelError, { path }: Origin) => ({
  type: `https://docs.beel.es/errors/${code}`,
  title: code,
  detail: message,
  instance: path.slice('/api'.length),
});

/** What a dry run tells in the place of an answer without a body. Ours: the vendor has no dry run of it. */
export const wouldDelete = (id: string): DataAnswer<DryRun> => ({
  status: 200,
  data: { id, status: 'DELETED', is_dry_run: true },
});

// From here on: the same answers, as the OpenAPI document describes them.

type Codes = Readonly<Record<number, readonly string[]>>;

/** An answer with `data`. */
export const data = <Data extends Schema>(
  status: number,
  description: string,
  schema: Data,
  example?: unknown,
): Responses<DataAnswer<z.output<Data>>> => ({
  [status]: { description, schema: success(schema), ...(example !== undefined && { example }) },
});

/** What was made, and where it is from now on. */
export const created = <Data extends Schema>(
  description: string,
  schema: Data,
): Responses<DataAnswer<z.output<Data>>> => ({
  201: { description, schema: success(schema), headers: { Location: 'The path of what was created' } },
});

/** What was made of many, or would be. */
export const bulkCreated = <Data extends Schema>(schema: Data): Responses<DataAnswer<z.output<Data>>> => ({
  200: { description: 'A dry run: nothing was created', schema: success(schema) },
  201: { description: 'All were created', schema: success(schema) },
});

const dryRun = () =>
  z.strictObject({ id: z.guid(), status: z.literal('DELETED'), is_dry_run: z.literal(true) });

type DryRun = z.output<ReturnType<typeof dryRun>>;

/** An answer without a body, or that of a dry run. */
export const deleted = (): Responses<NoContent | DataAnswer<DryRun>> => ({
  200: { description: 'A dry run: nothing was deleted', schema: success(dryRun()) },
  204: { description: 'Deleted' },
});

export const csvFile = (description: string, headers: Record<string, string>): Responses<CsvFile> => ({
  200: { description, contentType: CSV, schema: z.string(), headers },
});

/** A success, the failures that every operation of the generation of today may answer with, and those listed. */
export const responses = <Success>(answer: Responses<Success>, ...codes: readonly Codes[]) =>
  responsesToAnyKey(answer, { 403: ['INSUFFICIENT_SCOPE'] }, ...codes);

/** The same of an operation that needs no scope. */
export const responsesToAnyKey = <Success>(answer: Responses<Success>, ...codes: readonly Codes[]) =>
  withFailures(answer, [COMMON, ...codes], {
    type: z.string(),
    title: z.string(),
    detail: z.string(),
    instance: z.string(),
  });

const COMMON: Codes = { 401: ['UNAUTHORIZED'], 406: ['NOT_ACCEPTABLE'], 500: ['INTERNAL_ERROR'] };

/** What every operation with a body may answer. */
export const bodyFailures: Codes = {
  400: ['INVALID_JSON_FORMAT'],
  413: ['REQUEST_BODY_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  422: ['VALIDATION_ERROR'],
};

/** @param members what failures have beside `error` and `meta` */
export function withFailures<Success>(
  answer: Responses<Success>,
  lists: readonly Codes[],
  members: Record<string, Schema> = {},
): Responses<Success> {
  const documented: Record<number, DocumentedResponse> = { ...answer };
  const all = lists.flatMap((codes) => Object.entries(codes));
  for (const [status, entries] of Map.groupBy(all, ([status]) => Number(status))) {
    const codes = [...new Set(entries.flatMap(([, list]) => list))];
    documented[status] = { description: LABELS[status] as string, schema: failure(codes, members) };
  }
  return documented;
}

const LABELS: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  406: 'Not acceptable',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Unprocessable',
  500: 'Internal server error',
};

/** Beside every answer. */
export const meta = () =>
  z.strictObject({
    timestamp: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)),
    request_id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  });

const success = (data: Schema) => z.strictObject({ success: z.literal(true), data, meta: meta() });

/** Codes of failures that may name rows. */
const TELL_ROWS = ['BULK_VALIDATION_ERROR', 'BULK_INCOMPLETE'];

/** What is wrong with one of many rows. */
const rowError = () => z.strictObject({ index: z.int(), field: z.string(), message: z.string() });

const failure = (codes: readonly string[], members: Record<string, Schema>) =>
  z.strictObject({
    success: z.literal(false),
    error: z.strictObject({
      code: z.enum(codes),
      message: z.string(),
      details: z.optional(z.record(z.string(), z.unknown())),
      ...(codes.some((code) => TELL_ROWS.includes(code)) && { errors: z.optional(z.array(rowError())) }),
    }),
    meta: meta(),
    ...members,
  });
