import jsonBodyParser from '@middy/http-json-body-parser';
import formBodyParser from '@middy/http-urlencode-body-parser';
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { Failure, type Issue, type Problem } from './failure.ts';
import type { Middleware } from './invocation.ts';
import { issuesOf } from './issues.ts';
import type { BodyReader, Operation, Schema, SentBody } from './operation.ts';

// zod/mini has no messages: without a locale each one is "Invalid input".
z.config(en());

/**
 * Bytes of a body, where the operation has no limit of its own. Our choice: DynamoDB keeps at most 400 KB in an item, and
 * a stored field is never more than one and a half times its JSON.
 */
export const BODY_LIMIT = 200 * 1024;

/**
 * Reads path, query and body by the operation's schemas, in this order: what is wrong with a path or a query is told
 * before the body is looked at. API Gateway hands path and query over decoded, and so does the local gateway.
 */
export function requestParsing(operation: Operation): Middleware[] {
  const { path, query, body } = operation;
  const parameters: Middleware = {
    before({ event, internal }) {
      const issues: Issue[] = [];
      internal.path = path && check('path', path, event.pathParameters, issues);
      internal.query = query && check('query', query, event.queryStringParameters, issues);
      if (issues.length > 0) throw new Failure({ kind: 'invalid', issues });
    },
  };
  const request: Middleware = {
    before(invocation) {
      const issues: Issue[] = [];
      const parsed = body && check('body', body, invocation.event.body, issues);
      if (issues.length > 0) throw new Failure({ kind: 'invalid', issues });
      invocation.internal.body = parsed;
      invocation.event = { ...invocation.internal } as never;
    },
  };
  return [parameters, ...(body ? bodyParsing(operation) : []), request];
}

/** Leaves the parsed body in the event. */
const bodyParsing = ({
  bodyType = 'json',
  bodyLimit: limit = BODY_LIMIT,
  valuesLimit = limit > BODY_LIMIT ? MOST_VALUES_OF_MANY : MOST_VALUES,
}: Operation): Middleware[] => [
  {
    before({ event, internal }) {
      internal.sent = event.body;
      // Compressed bytes are no mistake in JSON: what is wrong is that they are compressed.
      if (!/^(identity)?$/i.test(event.headers['content-encoding'] ?? ''))
        throw new Failure({ kind: 'unsupportedMediaType', expected: 'sent without a content-encoding' });
      const size = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
      if (size > limit) throw new Failure({ kind: 'bodyTooLarge', size, limit });
    },
    onError(invocation) {
      const problem = problemOfParser(invocation.error, bodyType);
      if (problem) invocation.error = new Failure(problem, { cause: invocation.error });
    },
  },
  parserOf(bodyType),
  { before: ({ event }) => checkValues(event.body, valuesLimit) },
];

function parserOf(bodyType: BodyType): Middleware {
  if (bodyType === 'json') return jsonBodyParser() as Middleware;
  if (bodyType === 'form') return formBodyParser() as Middleware;
  return {
    async before({ event }) {
      event.body = (await bodyType.read(event as SentBody)) as string;
    },
  };
}

type BodyType = NonNullable<Operation['bodyType']>;

/** The media type of bodies that are written so. */
export function mediaTypeOf(bodyType: 'json' | 'form' | BodyReader): string {
  if (bodyType === 'json') return 'application/json';
  return bodyType === 'form' ? 'application/x-www-form-urlencoded' : bodyType.mediaType;
}

/** What a body parser of middy refuses with: 415, or 422 for what it cannot read. */
interface ParserError {
  readonly statusCode?: number;
  readonly cause?: { readonly package?: string; readonly data?: unknown };
}

/** What is wrong with the body, where the error is a body parser's. */
function problemOfParser(error: unknown, bodyType: BodyType): Problem | undefined {
  const { statusCode, cause } = error as ParserError;
  if (!cause?.package?.endsWith('-body-parser')) return undefined;
  if (statusCode === 415) return { kind: 'unsupportedMediaType', expected: mediaTypeOf(bodyType) };
  const isForbiddenKey = cause.data === '__proto__' || cause.data === 'constructor';
  const language = typeof bodyType === 'string' ? 'JSON' : bodyType.mediaType;
  const message = isForbiddenKey
    ? `the key ${cause.data} is not allowed`
    : `the body is not valid ${language}`;
  return { kind: 'malformedBody', message };
}

/** Far more than any real body has. zod passes all that is wrong as arguments of one call, which takes some 100,000. */
export const MOST_VALUES = 25_000;

/** Where many rows make a long body: 500 customers with all their fields have some 20,000, and what is wrong is told by row. */
const MOST_VALUES_OF_MANY = 50_000;

/**
 * Refuses too many values, and half a surrogate pair: JSON can escape one, and DynamoDB's UTF-8 cannot store it.
 * @throws Failure `malformedBody`
 */
export function checkValues(body: unknown, most: number): void {
  const malformed = (message: string) => new Failure({ kind: 'malformedBody', message });
  // Not by recursion: a body may be nested more deeply than the call stack is.
  const pending: unknown[] = [body];
  for (let values = 1; pending.length > 0; values++) {
    if (values > most) throw malformed(`the body has more than ${most} values`);
    const value = pending.pop();
    if (typeof value === 'string' && !value.isWellFormed())
      throw malformed('the body has half a surrogate pair');
    if (typeof value !== 'object' || value === null || value instanceof Blob) continue;
    for (const [key, member] of Object.entries(value)) {
      if (!key.isWellFormed()) throw malformed('the body has half a surrogate pair');
      pending.push(member);
    }
  }
}

/** Parses by a schema; what is wrong goes to `issues`. */
function check(place: Issue['in'], schema: Schema, value: unknown, issues: Issue[]): unknown {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  issues.push(...issuesOf(place, result.error.issues));
  return undefined;
}
