import type * as z from 'zod/mini';
import { Failure, type Issue } from '../../../shared/http/failure.ts';
import { issuesOf } from '../../../shared/http/issues.ts';
import type { Schema } from '../../../shared/http/operation.ts';

/** What a report is asked for, by names of fields. Null says the same as a name that is missing. */
export type ReportParameters = Readonly<Record<string, string | number | null | undefined>>;

/** What a list may be asked for. */
export interface ReportFilters<Query extends Schema> {
  /** As a report's body names it, in camelCase. */
  readonly parameters: readonly string[];
  /** As the list's query does, in lower case. */
  readonly filters: () => Query;
}

/**
 * What a list would be asked for, of a report's parameters.
 * @throws Failure that names the parameter, as the list's own would name the filter
 */
export function queryOf<Query extends Schema>(
  { parameters: known, filters }: ReportFilters<Query>,
  parameters: ReportParameters = {},
): z.output<Query> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  const unknown = given.map(([name]) => name).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(unknown.slice(0, MOST_NAMED).map(unknownIssue));
  const query = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
  const parsed = filters().safeParse(query, { reportInput: true });
  if (parsed.success) return parsed.data as z.output<Query>;
  const issues = parsed.error.issues.map(
    ({ path: [name, ...rest], ...issue }) =>
      ({
        ...issue,
        path: ['parameters', ...known.filter((each) => each.toLowerCase() === name), ...rest],
      }) as z.core.$ZodIssue,
  );
  throw invalid(issuesOf('body', issues));
}

/** A client may make up any number of names. */
const MOST_NAMED = 20;

const invalid = (issues: readonly Issue[]) => new Failure({ kind: 'invalid', issues });

const unknownIssue = (name: string): Issue => ({
  in: 'body',
  field: `parameters.${name}`,
  message: 'unknown',
  missing: false,
  code: 'unrecognized_keys',
});
