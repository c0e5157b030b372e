import type { DialectName } from '../../../functions/operations.ts';

/** A parameter of a path, in the words that the templates put together. */
export interface Parameter {
  /** How the operation reads it. */
  readonly schema: string;
  /** How an answer shows it: JSON Schema cannot say what a transform makes of it. */
  readonly shown: string;
  /** How a test's URL has it, and what the test then expects to be shown. */
  readonly url: string;
  readonly expected: string;
  /** How the event fixture has it. */
  readonly fixture: string;
}

/** In what the templates of one dialect differ from those of another. */
export interface Speech {
  /** The Dialect object, which dialect/dialect.ts exports. */
  readonly dialect: string;
  /** Dialects whose shapes it speaks, its own first. */
  readonly shapes: readonly DialectName[];
  readonly access: (resource: string, isRead: boolean) => string;
  readonly accessType: string;
  readonly grants: string;
  /** The parameters that its paths have, by name. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The parameter that names the tenant. */
  readonly tenant?: string;
  /** Where identifiers, callers and envelopes are imported from, by what is imported. */
  readonly imports: Readonly<Record<string, string>>;
  /** More members of the operation. */
  readonly members?: string;
  /** More members of its documentation. */
  readonly documented?: string;
  /** What the handler returns, made of what the client is to see. */
  readonly success: (value: string, status: number) => string;
  /** The documented answers. */
  readonly responses: (has: Has) => string;
  readonly test: TestSpeech;
}

/** What a request has, as answers depend on it. */
export interface Has {
  readonly path: boolean;
  readonly tenant: boolean;
  readonly body: boolean;
  readonly status: number;
}

/** In what the tests of one dialect differ from those of another. */
export interface TestSpeech {
  /** Statements before the first test: whose request it is. */
  readonly caller: string;
  /** A caller of another tenant. */
  readonly stranger: string;
  readonly imports: Readonly<Record<string, string>>;
  readonly success: (value: string) => string;
  /** The body of a 401; undefined where everybody may call. */
  readonly unauthenticated?: (numbers: string) => string;
  /** The body of a 403 for another tenant's path. */
  readonly forbidden?: (numbers: string) => string;
}
