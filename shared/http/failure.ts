import type * as z from 'zod/mini';

/** One thing wrong with a request: where, which field, what was wrong, and what was sent (short values only). */
export interface Issue {
  readonly in: 'path' | 'query' | 'header' | 'body';
  readonly field: string;
  readonly message: string;
  readonly rejectedValue?: string | number | boolean | null;
  /** Whether the field was not there at all. */
  readonly missing: boolean;
  /** zod's name for the kind of issue, such as `invalid_type`. */
  readonly code: string;
  /** The type or format that was expected, by zod's name: `string`, `guid`, `date`. */
  readonly expected?: string;
  /** The only values that were allowed. */
  readonly allowed?: readonly unknown[];
  /** As zod tells it, for dialects that speak more languages than English. */
  readonly source?: z.core.$ZodIssue;
}

/** Every way in which a request is refused. Only a dialect knows the HTTP status and the wire shape of each. */
export type Problem =
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'forbidden'; readonly message: string }
  | { readonly kind: 'malformedBody'; readonly message: string }
  | { readonly kind: 'unsupportedMediaType'; readonly expected: string }
  | { readonly kind: 'bodyTooLarge'; readonly size: number; readonly limit: number }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly kind: 'routeNotFound' }
  | { readonly kind: 'methodNotAllowed'; readonly allowed: readonly string[] }
  /** Nothing was changed: other requests were changing the same items until the time was over. */
  | { readonly kind: 'contended' }
  /** Nothing was changed: DynamoDB took no more requests until the time was over. */
  | { readonly kind: 'throttled' }
  /** A refusal that only this dialect has, in its own terms. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      /** What the log says in its place: no text that a client has written. */
      readonly logged?: string;
      /** The message before the dialect chooses the client's language. */
      readonly said?: unknown;
      readonly details?: Readonly<Record<string, unknown>>;
      /** What is wrong with each of many rows, where the vendor tells that beside the details. */
      readonly errors?: readonly object[];
      readonly headers?: Readonly<Record<string, string>>;
    };

/** A refused request. Any other error is unexpected: it is logged whole, and its words reach no client. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(loggedOf(problem), options);
    this.problem = problem;
  }
}

function loggedOf(problem: Problem): string {
  if (problem.kind === 'refused' && problem.logged !== undefined) return problem.logged;
  return 'message' in problem ? problem.message : problem.kind;
}
