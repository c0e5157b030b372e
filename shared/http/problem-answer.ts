import type { Issue, Problem } from './failure.ts';

/**
 * How a dialect tells each kind of problem: its HTTP status, and the vendor's code for it. A refusal has its own.
 * `unexpected` is any error that is no Failure.
 */
export type ProblemTable<Code> = Readonly<
  Record<Exclude<Problem['kind'], 'refused'> | 'unexpected', readonly [status: number, code: Code]>
>;

export interface ProblemAnswer<Code> {
  readonly status: number;
  readonly code: Code;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The answer to a problem, for the dialect to put into its envelope.
 * @param style how the service's own words begin: with a capital or without, as the vendor's do
 */
export function problemAnswer<Code>(
  problem: Problem | undefined,
  table: ProblemTable<Code>,
  style: 'clause' | 'sentence' = 'clause',
): ProblemAnswer<Code> {
  const [status, code] =
    problem?.kind === 'refused'
      ? [problem.status, problem.code as Code]
      : table[problem?.kind ?? 'unexpected'];
  const words = ownWords(problem);
  const message = words ?? (problem as { message: string }).message;
  const isSentence = words !== undefined && style === 'sentence' && problem?.kind !== 'invalid';
  return {
    status,
    code,
    message: isSentence ? `${message.slice(0, 1).toUpperCase()}${message.slice(1)}` : message,
    headers: headersOf(problem),
  };
}

/** The service's words for a problem, undefined where whoever found it has said what is wrong. */
function ownWords(problem: Problem | undefined): string | undefined {
  switch (problem?.kind) {
    case 'forbidden':
    case 'malformedBody':
    case 'refused':
      return undefined;
    case 'unauthenticated':
      return 'a valid access token is required';
    case 'invalid':
      return problem.issues.map(issueInWords).join('; ');
    case 'unsupportedMediaType':
      return `the body must be ${problem.expected}`;
    case 'bodyTooLarge':
      return `the body has ${problem.size} bytes; at most ${problem.limit} are taken`;
    case 'routeNotFound':
      return 'there is no such path';
    case 'methodNotAllowed':
      return `this path takes ${problem.allowed.join(', ')}`;
    case 'contended':
      return 'nothing was changed, because other requests were changing the same: try again';
    case 'throttled':
      return 'nothing was changed, because there are too many requests: try again';
    case undefined:
      return 'the request could not be processed';
  }
}

/** `customerKeyContacts[0].mobile: Invalid …`. There is no field where the whole body is no object. */
const issueInWords = ({ field, message }: Issue): string => (field ? `${field}: ${message}` : message);

function headersOf(problem: Problem | undefined): Record<string, string> {
  // RFC 9110, sections 11.6.1 and 15.5.6: a 401 names its scheme, a 405 the methods.
  if (problem?.kind === 'unauthenticated') return { 'www-authenticate': 'Bearer' };
  if (problem?.kind === 'methodNotAllowed') return { allow: problem.allowed.join(', ') };
  // Seconds. Whoever was in the way has had eight by then, and a client that comes at once meets the same crowd.
  return problem?.kind === 'contended' || problem?.kind === 'throttled' ? { 'retry-after': '1' } : {};
}

/** The codes that a table has for each status, for the OpenAPI document. */
export function codesByStatus<Code extends string>(table: ProblemTable<Code>): Map<number, Code[]> {
  const groups = Map.groupBy(Object.values(table), ([status]) => status);
  return new Map([...groups].map(([status, rows]) => [status, [...new Set(rows.map(([, code]) => code))]]));
}
