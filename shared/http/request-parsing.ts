import jsonBodyParser from '@middy/http-json-body-parser';
import formBodyParser from '@middy/http-urlencode-body-parser';
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { Failure, type Issue } from './failure.ts';
import type { Invocation, Middleware } from './invocation.ts';
import type { Operation, Schema } from './operation.ts';

// zod/mini brings no words of its own: without a locale every message is "Invalid input".
z.config(en());

/**
 * Bytes of a body. Our choice: DynamoDB keeps at most 400 KB in an item, and a stored field is never more than one and
 * a half times its JSON.
 */
export const BODY_LIMIT = 200 * 1024;

/** Reads path, query and body by the operation's schemas. API Gateway hands path and query over decoded, and so does the local gateway. */
export function requestParsing({ path, query, body, bodyType = 'json' }: Operation): Middleware {
  return {
    before(invocation) {
      const { event } = invocation;
      const issues: Issue[] = [];
      const parsedPath = path && check('path', path, event.pathParameters, issues);
      const parsedQuery = query && check('query', query, event.queryStringParameters, issues);
      if (issues.length > 0) throw new Failure({ kind: 'invalid', issues });
      const parsedBody = body && check('body', body, readBody(invocation, bodyType), issues);
      if (issues.length > 0) throw new Failure({ kind: 'invalid', issues });
      const { caller, origin } = event;
      event.request = { caller, origin, path: parsedPath, query: parsedQuery, body: parsedBody };
    },
  };
}

function readBody(invocation: Invocation, bodyType: 'json' | 'form'): unknown {
  const { event } = invocation;
  const size = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (size > BODY_LIMIT) throw new Failure({ kind: 'bodyTooLarge', size, limit: BODY_LIMIT });
  const parser = bodyType === 'json' ? jsonBodyParser({ reviver: checkedValues() }) : formBodyParser();
  try {
    (parser.before as (invocation: unknown) => void)(invocation);
    return event.body;
  } catch (cause) {
    throw new Failure(bodyProblem(cause, bodyType), { cause });
  }
}

function bodyProblem(cause: unknown, bodyType: 'json' | 'form') {
  const { statusCode, cause: detail } = cause as {
    statusCode?: number;
    cause?: { data?: unknown; message?: string };
  };
  if (statusCode === 415) {
    const expected = bodyType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    return { kind: 'unsupportedMediaType', expected } as const;
  }
  if (statusCode !== 422) throw cause;
  const forbiddenKey = detail?.data === '__proto__' || detail?.data === 'constructor';
  if (forbiddenKey)
    return { kind: 'malformedBody', message: `the key ${detail.data} is not allowed` } as const;
  const { message = '' } = detail ?? {};
  const isOurs = message === UNPAIRED || message === TOO_MANY;
  return { kind: 'malformedBody', message: isOurs ? message : 'the body is not valid JSON' } as const;
}

/** Far more than a body of honest lines has. All that is wrong becomes the arguments of one call, which takes 100,000. */
const MOST_VALUES = 25_000;

const UNPAIRED = 'the body has half a surrogate pair';
const TOO_MANY = `the body has more than ${MOST_VALUES} values`;

/** Looks at each value of one body: JSON can escape half a surrogate pair, and DynamoDB's UTF-8 cannot hold it. */
function checkedValues() {
  let values = 0;
  return (key: string, value: unknown): unknown => {
    if (++values > MOST_VALUES) throw new Error(TOO_MANY);
    if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
      throw new Error(UNPAIRED);
    return value;
  };
}

/** Issues told of one place: a long list of bad rows must not make an answer larger than Lambda sends (6 MB). */
const MOST_ISSUES = 100;

/** Parses by a schema; what is wrong goes to `issues`, in words, with the field's path. */
function check(place: Issue['in'], schema: Schema, value: unknown, issues: Issue[]): unknown {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues.slice(0, MOST_ISSUES)) {
    const { path, message, input, code = 'custom' } = issue;
    // What is unknown has no path of its own: each unknown key is an issue.
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of unknown) {
      const field = fieldName(key === undefined ? path : [...path, key]);
      const words = key === undefined ? message : 'unknown';
      issues.push({
        in: place,
        field,
        message: words,
        code,
        missing: input === undefined,
        ...shortValue(input),
        ...expectation(issue),
      });
    }
  }
  return undefined;
}

/** `customerKeyContacts[0].mobile` */
const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name ? `${name}.${String(part)}` : String(part);
  }, '');

function expectation(issue: z.core.$ZodIssue): Pick<Issue, 'expected' | 'allowed'> {
  switch (issue.code) {
    case 'invalid_type':
      return { expected: issue.expected };
    case 'invalid_format':
      return { expected: issue.format };
    case 'invalid_value':
      return { allowed: issue.values };
    default:
      return {};
  }
}

/** Echoes what helps to find a mistake, never a document. */
function shortValue(input: unknown): Pick<Issue, 'rejectedValue'> {
  if (typeof input === 'string')
    return { rejectedValue: input.length > 100 ? `${input.slice(0, 100)}…` : input };
  return typeof input === 'number' || typeof input === 'boolean' || input === null
    ? { rejectedValue: input }
    : {};
}
