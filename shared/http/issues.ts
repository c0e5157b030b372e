import type * as z from 'zod/mini';
import type { Issue } from './failure.ts';

/** Issues told at most: a long list of bad rows must not make an answer larger than Lambda sends (6 MB). */
const MOST_ISSUES = 100;

/** What is wrong with the path, the query or the body: in words, each with the field's path. */
export function issuesOf(place: Issue['in'], issues: readonly z.core.$ZodIssue[]): Issue[] {
  return issues.slice(0, MOST_ISSUES).flatMap((issue) => {
    const { path, input, code = 'custom' } = issue;
    const missing = input === undefined;
    // zod says which type it expected and that it received undefined.
    const message = missing && code !== 'custom' ? required(path) : issue.message;
    // zod reports unknown keys together, at the object that they are in: here each is an issue.
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return unknown.map((key) => ({
      in: place,
      field: fieldName(key === undefined ? path : [...path, key]),
      message: key === undefined ? message : 'unknown',
      code,
      missing,
      ...shortValue(input),
      ...expectation(issue),
      source: issue,
    }));
  });
}

/** Of a field that is not there, or of the whole body. */
const required = (path: readonly PropertyKey[]): string =>
  path.length > 0 ? 'is required' : 'the body is required';

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
export function shortValue(input: unknown): Pick<Issue, 'rejectedValue'> {
  if (typeof input === 'string')
    return { rejectedValue: input.length > 100 ? `${input.slice(0, 100)}…` : input };
  return typeof input === 'number' || typeof input === 'boolean' || input === null
    ? { rejectedValue: input }
    : {};
}
