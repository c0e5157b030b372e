import * as z from 'zod/mini';
import { COMMON_HEADERS, type HttpResponse, json } from '../../../shared/http/dialect.ts';
import type { DocumentedResponse, Responses } from '../../../shared/http/documentation.ts';
import type { Failure, Problem } from '../../../shared/http/failure.ts';
import type { Origin, Schema } from '../../../shared/http/operation.ts';
import { codesByStatus, problemAnswer } from '../../../shared/http/problem-answer.ts';
import { type Code, PROBLEMS, TITLES } from './errors.ts';

/** What an operation answers with; with a tag where it is of one customer. */
export interface OperatorSuccess<Body = unknown> {
  readonly body: Body;
  /** What `ETag` holds, without its quotes. */
  readonly tag?: string;
  /** Whether who has that tag already is told so, and no more: of operations that only read. */
  readonly isConditional?: true;
}

export function successEnvelope(
  { body, tag, isConditional }: OperatorSuccess,
  { headers: { 'if-none-match': known } }: Origin,
): HttpResponse {
  if (tag === undefined) return json(200, body);
  const etag = entityTag(tag);
  return isConditional && known !== undefined && isKnown(etag, known)
    ? { statusCode: 304, headers: { ...COMMON_HEADERS, etag } }
    : json(200, body, { etag });
}

/** As `ETag` has it, and `If-Match` takes it. */
export const entityTag = (tag: string): string => `"${tag}"`;

/** RFC 9110, section 13.1.2: any of the list will do, weak or not. */
const isKnown = (etag: string, known: string): boolean =>
  known.trim() === '*' || known.match(/"[^"]*"/g)?.includes(etag) === true;

const PROBLEM_JSON = 'application/problem+json';

/** A problem (RFC 9457). Its type is a name, not an address: nothing is to be found there. */
export function failureEnvelope(failure: Failure | undefined, { path, traceId }: Origin): HttpResponse {
  const problem = failure?.problem;
  const { status, code, message, headers } = problemAnswer(problem, PROBLEMS);
  const body = {
    ...{ type: typeOf(code), title: TITLES[code], status, detail: message },
    ...{ instance: path, request_id: traceId },
    ...(problem?.kind === 'invalid' && { errors: errorsOf(problem) }),
  };
  const all = { 'content-type': PROBLEM_JSON, ...COMMON_HEADERS, ...headers };
  return { statusCode: status, headers: all, body: JSON.stringify(body) };
}

const typeOf = (code: Code): string => `urn:offboard:problem:${code}`;

/** What is wrong with each parameter or field. */
const errorsOf = ({ issues }: Extract<Problem, { kind: 'invalid' }>) =>
  issues.map(({ in: place, field, message }) => ({ in: place, field, detail: message }));

// From here on: the same answers, as the OpenAPI document describes them.

const LABELS = {
  400: 'Bad request',
  401: 'No valid key',
  403: 'The key lacks the scope',
  404: 'There is no such customer, or the key does not reach its tenant',
  409: 'Refused for the state of the customer',
  412: 'The customer is not what was seen',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'Refused for its size',
  500: 'Unexpected error',
  503: 'Too many requests for the tables: nothing was done, try again',
};

/** What only some operations refuse with. */
const OF_SOME: Readonly<Record<number, readonly Code[]>> = {
  409: ['deleted', 'not-deleted', 'restoration-over', 'duplicate'],
  412: ['changed'],
  422: ['too-many-records', 'page-too-large'],
};

const ALWAYS = [400, 401, 403, 404, 500, 503] as const;

interface ResponseOptions<Body> {
  readonly headers?: Record<string, string>;
  readonly example?: Body;
  /** More statuses that it may refuse with. */
  readonly also?: readonly (409 | 412 | 413 | 415 | 422)[];
}

/** A success, what every operation may refuse with, and the statuses listed. */
export const responses = <Body extends Schema>(
  description: string,
  schema: Body,
  { headers, example, also = [] }: ResponseOptions<z.output<Body>> = {},
): Responses<OperatorSuccess<z.output<Body>>> => ({
  200: { description, schema, ...(headers && { headers }), ...(example !== undefined && { example }) },
  ...Object.fromEntries([...ALWAYS, ...also].map((status) => [status, failure(status)])),
});

/** The header of an answer about one customer. */
export const ETAG = {
  ETag: 'Opaque. Another one once the answer is another one; of it `If-Match` looks at the fields and the state of the customer alone',
};

/** The answer to who has it already. */
export const NOT_MODIFIED = {
  304: { description: 'The answer would be one that `If-None-Match` has', headers: ETAG },
};

function failure(status: keyof typeof LABELS): DocumentedResponse {
  const codes = [...(codesByStatus(PROBLEMS).get(status) ?? []), ...(OF_SOME[status] ?? [])];
  const schema = z.strictObject({
    type: z.enum(codes.map(typeOf)),
    title: z.enum(codes.map((code) => TITLES[code])),
    status: z.literal(status),
    detail: z.string(),
    instance: z.string(),
    request_id: z.string(),
    ...(status === 400 && { errors: z.optional(z.array(error())) }),
  });
  return { description: LABELS[status], contentType: PROBLEM_JSON, schema };
}

const error = () =>
  z.strictObject({ in: z.enum(['path', 'query', 'header', 'body']), field: z.string(), detail: z.string() });
