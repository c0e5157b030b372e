import type * as z from 'zod/mini';
import { Failure } from '../../../shared/http/failure.ts';
import { issuesOf } from '../../../shared/http/issues.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import { BODY_LIMIT } from '../../../shared/http/request-parsing.ts';
import { type FailedRow, refusedRow } from './bulk.ts';
import type { Cell, Column } from './csv-columns.ts';

/** How rows are read: by the rules for one record, each for itself. */
export interface RowRules {
  readonly schema: Schema;
  /** What a record has where its cells do not say otherwise. */
  readonly initial?: Readonly<Record<string, unknown>>;
  /** Whether the word null stands for JSON's. */
  readonly nullClears?: boolean;
}

/** What a client wants with a row, or why that cannot be read. */
export type RowRead<Read> = { readonly requested: Read } | { readonly failed: FailedRow };

/** Issues of a row that are told: an answer must not grow larger than Lambda sends (6 MB). */
const MOST_ISSUES = 10;

/** @param cells without blanks around them, as many as there are columns */
export function readRow<Read>(
  cells: readonly string[],
  columns: readonly Column[],
  rules: RowRules,
): RowRead<Read> {
  const { record, places } = recordOf(cells, columns, rules);
  const size = Buffer.byteLength(JSON.stringify(record));
  if (size > BODY_LIMIT) {
    const message = `the row has ${size} bytes; at most ${BODY_LIMIT} are taken`;
    return { failed: { errorType: 'CLIENT_REQUEST_ERROR', message } };
  }
  const read = rules.schema.safeParse(record, { reportInput: true });
  if (read.success) return { requested: read.data as Read };
  const issues = read.error.issues.slice(0, MOST_ISSUES).map((issue) => atColumn(issue, places));
  return { failed: refusedRow(new Failure({ kind: 'invalid', issues: issuesOf('body', issues) })) };
}

/** By list: which of the file's entries stands in each place. Those without any cell are left out. */
type Places = ReadonlyMap<string, readonly number[]>;

/** The record as JSON would have it. An empty cell is not sent. */
function recordOf(cells: readonly string[], columns: readonly Column[], rules: RowRules) {
  const record: Record<string, unknown> = { ...rules.initial };
  const lists = new Map<string, Map<number, Record<string, unknown>>>();
  for (const [place, { cell, field, entry }] of columns.entries()) {
    const text = cells[place] as string;
    if (text === '') continue;
    const value = rules.nullClears && text === 'null' ? null : READ[cell](text);
    if (!entry) {
      record[field] = value;
      continue;
    }
    const list = lists.get(field) ?? new Map<number, Record<string, unknown>>();
    lists.set(
      field,
      list.set(entry.index, { ...entry.defaults, ...list.get(entry.index), [entry.field]: value }),
    );
  }
  const places = new Map<string, number[]>();
  for (const [field, list] of lists) {
    const inOrder = [...list].sort(([one], [other]) => one - other);
    record[field] = inOrder.map(([, entry]) => entry);
    places.set(
      field,
      inOrder.map(([index]) => index),
    );
  }
  return { record, places: places as Places };
}

/** What cannot be read as it should be stays text: then the schema says what is wrong. */
const READ: Readonly<Record<Cell, (text: string) => unknown>> = {
  text: (text) => text,
  number: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text),
  boolean: (text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text),
  list: (text) =>
    text
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
};

/** The issue as the file's columns are numbered. */
function atColumn(issue: z.core.$ZodIssue, places: Places): z.core.$ZodIssue {
  const [list, index, ...others] = issue.path;
  const column = typeof index === 'number' ? places.get(String(list))?.[index] : undefined;
  return column === undefined ? issue : { ...issue, path: [list!, column, ...others] };
}
