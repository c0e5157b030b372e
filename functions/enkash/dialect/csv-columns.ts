import { Failure, type Issue } from '../../../shared/http/failure.ts';

/** What a cell is read as. A list is a text with vertical bars between its parts. */
export type Cell = 'text' | 'number' | 'boolean' | 'list';

type Cells = Readonly<Record<string, Cell>>;

/** The columns that a file may have: names of JSON fields, and paths to those of a list's entries. */
export interface Columns {
  readonly fields: Cells;
  /** By the list: `customerKeyContacts[0].name`. */
  readonly entries: Readonly<Record<string, EntryColumns>>;
  readonly required: readonly string[];
  /** Whether those alone say nothing. */
  readonly wantsMore?: boolean;
}

export interface EntryColumns {
  readonly fields: Cells;
  /** Those without which no entry has any. */
  readonly required: readonly string[];
  /** What an entry has where its cells do not say otherwise. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** A column of a file. */
export interface Column {
  readonly name: string;
  readonly cell: Cell;
  /** The field of the record, or its list. */
  readonly field: string;
  /** The place in the list, and the field of the entry there. */
  readonly entry?: { readonly index: number; readonly field: string } & Pick<EntryColumns, 'defaults'>;
}

/** Entries of a list have the numbers 0 to 4. */
const ENTRY = /^(\w+)\[([0-4])\]\.(\w+)$/;

/**
 * The columns that a header names.
 * @throws Failure that names what is unknown, repeated or missing: of a file with such columns nothing is read
 */
export function columnsIn(header: readonly string[], columns: Columns): Column[] {
  const found = header.map((name) => columnNamed(name, columns));
  const names = new Set(header);
  const entries = found.flatMap((column) => (column?.entry ? [entryName(column)] : []));
  const wanted = [
    ...columns.required,
    ...[...new Set(entries)].flatMap((entry) => requiredOf(entry, columns)),
  ];
  const issues = [
    ...header.flatMap((name, place) => {
      if (!found[place]) return [issue(name, name ? 'there is no such column' : 'a column has no name')];
      return header.indexOf(name) < place ? [issue(name, 'the column is there twice')] : [];
    }),
    ...(columns.wantsMore && header.every((name) => columns.required.includes(name))
      ? [issue(header[0]!, 'another column is required')]
      : []),
    ...[...new Set(wanted)].filter((name) => !names.has(name)).map((name) => issue(name, 'is required')),
  ];
  if (issues.length > 0) throw new Failure({ kind: 'invalid', issues });
  return found as Column[];
}

/** Characters of a name that are told: the first line of a file may be anything. */
const LONGEST_NAME = 100;

const issue = (name: string, message: string): Issue => ({
  in: 'body',
  field: name.slice(0, LONGEST_NAME),
  message,
  missing: message === 'is required',
  code: 'custom',
});

function columnNamed(name: string, { fields, entries }: Columns): Column | undefined {
  const [, list, index, field] = ENTRY.exec(name) ?? [];
  const cell = list === undefined ? own(fields, name) : own(own(entries, list)?.fields ?? {}, field!);
  if (cell === undefined) return undefined;
  if (list === undefined) return { name, cell, field: name };
  const { defaults } = entries[list]!;
  return {
    name,
    cell,
    field: list,
    entry: { index: Number(index), field: field!, ...(defaults && { defaults }) },
  };
}

const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

/** `customerKeyContacts[0]` */
const entryName = ({ field, entry }: Column): string => `${field}[${entry!.index}]`;

const requiredOf = (entry: string, { entries }: Columns): string[] =>
  entries[entry.replace(/\[.*/, '')]!.required.map((field) => `${entry}.${field}`);
