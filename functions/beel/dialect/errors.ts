import { Failure, type Issue, type Problem } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { type ProblemTable, problemAnswer } from '../../../shared/http/problem-answer.ts';
import { issueIn } from './issue-words.ts';
import { inLanguage, say, sayAll, sayOf, Words, wordsOfCode, wordsOfText } from './say.ts';
import type { Language, WordKey } from './words.ts';

/** Statuses and codes of OpenAPI 1.0.1 and 1.9.0. `invalid` has more than one: see errorOf. */
export const PROBLEMS: ProblemTable<string> = {
  unauthenticated: [401, 'UNAUTHORIZED'],
  forbidden: [403, 'FORBIDDEN'],
  invalid: [422, 'VALIDATION_ERROR'],
  malformedBody: [400, 'INVALID_JSON_FORMAT'],
  unsupportedMediaType: [415, 'UNSUPPORTED_MEDIA_TYPE'],
  bodyTooLarge: [413, 'REQUEST_BODY_TOO_LARGE'],
  routeNotFound: [404, 'ENDPOINT_NOT_FOUND'],
  methodNotAllowed: [405, 'METHOD_NOT_ALLOWED'],
  contended: [409, 'CONCURRENT_MODIFICATION'],
  throttled: [500, 'INTERNAL_ERROR'],
  unexpected: [500, 'INTERNAL_ERROR'],
};

export interface BeelError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What is wrong with each of many rows. */
  readonly errors?: readonly object[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error whose words are not told in any language yet. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly words: Words;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly object[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What each generation of the API says in its own way. */
export interface ErrorStyle {
  languageOf(origin: Pick<Origin, 'headers'>): Language;
  readonly unauthenticated: WordKey;
  /** The answer where other requests were changing the same the whole time. */
  readonly contended: Refusal;
  /** Tells what is wrong with a parameter of the path or the query. */
  invalidParameter(issue: Issue): Refusal;
  /** Status and code for a text in a body that is none of those allowed, where it is not the same as another type. */
  readonly outsideVocabulary?: Pick<BeelError, 'status' | 'code'>;
  /** What is said of values in a body that are missing or break a rule; all of it when not said. */
  readonly invalidBody?: WordKey;
  /** What is said of a body of another media type than the one that is taken. */
  otherMediaType(type: string, given: string | undefined): Words;
}

/**
 * A refusal by BeeL's own rules. It is told in the words of its code, where it has no others: those of `say` in the
 * client's language, a text in English, which clients of other languages are told in the words of its code.
 */
export function refused(
  status: 400 | 403 | 404 | 406 | 409 | 412 | 413 | 422,
  code: string,
  said: Words | string | undefined = wordsOfCode(code),
  details?: Record<string, unknown>,
): Failure {
  const message = String(said ?? code);
  return new Failure({
    kind: 'refused',
    status,
    code,
    message,
    ...(said instanceof Words && { said }),
    ...(details && { details }),
  });
}

/** A refusal for what is wrong with one field. */
export const refusedField = (
  code: string,
  field: string,
  words: Words | undefined = wordsOfCode(code),
): Failure => refused(422, code, sayOf(field, words), { [field]: words });

/** The error that a client is told, in its language. */
export function errorOf(
  problem: Problem | undefined,
  style: ErrorStyle,
  origin: Pick<Origin, 'headers'>,
): BeelError {
  const answer = problemAnswer(problem, PROBLEMS, 'sentence');
  const language = style.languageOf(origin);
  const error: BeelError & { readonly words?: Words } = {
    ...answer,
    ...refusalOf(problem, style, origin, language),
  };
  const { words, details, ...others } = error;
  return {
    ...others,
    message: words?.in(language) ?? others.message,
    ...(details && { details: detailsIn(details, language) }),
  };
}

const detailsIn = (details: object, language: Language) =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, inLanguage(value, language)]));

function refusalOf(
  problem: Problem | undefined,
  style: ErrorStyle,
  { headers }: Pick<Origin, 'headers'>,
  language: Language,
): Partial<Refusal> {
  switch (problem?.kind) {
    case undefined:
      return { words: say('INTERNAL_ERROR') };
    case 'unauthenticated':
      return { words: say(style.unauthenticated) };
    case 'contended':
      return style.contended;
    case 'throttled':
      return { words: say('throttled') };
    case 'routeNotFound':
      return { words: say('ENDPOINT_NOT_FOUND') };
    case 'methodNotAllowed':
      return { words: say('METHOD_NOT_ALLOWED', { methods: problem.allowed.join(', ') }) };
    case 'invalid': {
      const issues = problem.issues.map((issue) => ({ ...issue, message: issueIn(language, issue) }));
      return issues.some((issue) => issue.in === 'body')
        ? invalidBody(issues, style)
        : invalidParameters(issues, style);
    }
    case 'malformedBody': {
      const words = wordsOfText(problem.message);
      return words ? { words } : {};
    }
    case 'unsupportedMediaType': {
      const isEncoded = problem.expected !== 'application/json';
      const given = headers['content-type'];
      return { words: isEncoded ? say('mediaType.encoded') : style.otherMediaType(problem.expected, given) };
    }
    case 'bodyTooLarge': {
      const { limit, size } = problem;
      const words = say('REQUEST_BODY_TOO_LARGE', { limit, size });
      return { words, details: sizesOf(problem) };
    }
    case 'refused': {
      const { details, said, code, errors, headers: others } = problem;
      const words = said instanceof Words ? said : language === 'en' ? undefined : wordsOfCode(code);
      return {
        ...(words && { words }),
        ...(details && { details }),
        ...(errors && { errors }),
        ...(others && { headers: others }),
      };
    }
    default:
      return {};
  }
}

/** A value that cannot be read is told first. One that is out of range is 422: every one of them, with its message. */
function invalidParameters(issues: readonly Issue[], style: ErrorStyle): Refusal {
  const unreadable = issues.find((issue) => issue.in !== 'query' || !OUT_OF_RANGE.has(issue.code));
  if (unreadable) return style.invalidParameter(unreadable);
  const details = Object.fromEntries(issues.map(({ field, message }) => [field, message]));
  return { status: 422, code: 'VALIDATION_ERROR', words: say('parameter.range'), details };
}

const OUT_OF_RANGE = new Set(['too_small', 'too_big']);

/** Texts, as the vendor documents. */
const sizesOf = ({ size, limit }: { readonly size: number; readonly limit: number }) => ({
  max_size_bytes: String(limit),
  max_size_formatted: limit < MEGABYTE ? `${limit / 1024} KB` : `${(limit / MEGABYTE).toFixed(1)} MB`,
  request_size_bytes: String(size),
});

const MEGABYTE = 1024 * 1024;

/** What both generations say of a parameter. */
export const parameterWords = ({ field, missing, message }: Issue): Words =>
  missing ? say('parameter.missing', { field }) : say('parameter.invalid', { field, problem: message });

/** A value of another type is 400. A value that is missing or breaks a rule is 422, with a message for each. */
function invalidBody(
  issues: readonly Issue[],
  style: Pick<ErrorStyle, 'outsideVocabulary' | 'invalidBody'>,
): Refusal {
  const { outsideVocabulary } = style;
  const isOutside = ({ code, rejectedValue }: Issue) =>
    outsideVocabulary !== undefined && code === 'invalid_value' && typeof rejectedValue === 'string';
  const unreadable = issues.find((issue) => isUnreadable(issue) && !isOutside(issue));
  if (unreadable)
    return {
      status: 400,
      code: 'INVALID_JSON_FORMAT',
      words: said(unreadable),
      details: unreadableValue(unreadable),
    };
  const outside = issues.find(isOutside);
  if (outsideVocabulary && outside)
    return { ...outsideVocabulary, words: said(outside), details: unreadableValue(outside) };
  const details = Object.fromEntries(issues.map(({ field, message }) => [field, message]));
  const words = style.invalidBody ? say(style.invalidBody) : sayAll(issues.map(said));
  return { status: 422, code: 'VALIDATION_ERROR', words, details };
}

/** The code that one thing wrong with a body has. */
export const codeOfIssue = (issue: Issue, style: Pick<ErrorStyle, 'outsideVocabulary'>): string =>
  invalidBody([issue], style).code;

const said = ({ field, message }: Issue): Words => sayOf(field || 'body', message);

/** Formats that OpenAPI 1.0.1 treats as types, under the names that zod has for them. */
const FORMATS: Readonly<Record<string, string>> = { guid: 'UUID', date: 'YYYY-MM-DD' };

function isUnreadable({ code, missing, expected = '' }: Issue): boolean {
  if (missing) return false;
  return (
    code === 'invalid_type' || code === 'invalid_value' || (code === 'invalid_format' && expected in FORMATS)
  );
}

/** FieldDeserializationError of OpenAPI 1.0.1. */
export function unreadableValue({ field, rejectedValue, expected, allowed }: Issue) {
  return {
    field: field || 'body',
    invalid_value: rejectedValue,
    ...(expected !== undefined && { expected_format: FORMATS[expected] ?? expected }),
    ...(allowed && { allowed_values: allowed.join(', ') }),
  };
}
