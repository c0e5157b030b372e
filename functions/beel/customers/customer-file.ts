import { csvRecords, problemOf, utf8 } from '../../../shared/http/csv.ts';
import { refused } from '../dialect/errors.ts';
import { say, type Words } from '../dialect/say.ts';
import { COLUMNS, type Column } from '../templates/customer-template.ts';

/** Megabytes of a file: the vendor's five do not pass API Gateway, which hands a form over in base64. */
const MOST_MEGABYTES = 4;

const MEGABYTE = 1024 * 1024;

/** Bytes of a form with such a file: as many as Lambda takes in base64, so that the file itself is refused in words. */
export const BYTES_OF_A_FORM = 4.5 * MEGABYTE;

const MOST_RECORDS = 1_000;

/** Lines before the header that are skipped. */
const MOST_LINES_BEFORE = 20;

const SEPARATORS = [';', ',', '\t'];

/** The columns of a row that have something in them. */
export type FileRow = Readonly<Partial<Record<Column, string>>>;

/**
 * The rows of a file of customers: UTF-8, with semicolons, commas or tabs, and a header in Spanish or English.
 * @throws Failure that refuses the whole file
 */
export async function recordsIn({ size }: File, bytes: Uint8Array): Promise<FileRow[]> {
  if (size > MOST_MEGABYTES * MEGABYTE) {
    const details = { file_size_mb: rounded(size / MEGABYTE), max_file_size_mb: MOST_MEGABYTES };
    throw refused(400, 'CSV_FILE_TOO_LARGE', say('csv.tooLarge', { most: MOST_MEGABYTES }), details);
  }
  const lines = textOf(bytes).split(/\r\n|\n|\r/);
  const header = headerOf(lines);
  const rows = lines.slice(header.line + 1);
  // Counted by lines, before they are parsed: millions of short ones would take all memory.
  const record_count = rows.filter((line) => line.trim() !== '').length;
  if (record_count > MOST_RECORDS && !rows.some((line) => line.includes('"'))) throw tooMany(record_count);
  const records = await parsed(rows.join('\n'), header.separator);
  if (records.length > MOST_RECORDS) throw tooMany(Math.max(record_count, records.length));
  return records.map((cells) =>
    Object.fromEntries(
      header.columns.flatMap((column, place) => (column && cells[place] ? [[column, cells[place]]] : [])),
    ),
  );
}

/** What a file may be refused with. */
export const FILE_FAILURES = [
  'CSV_FILE_TOO_LARGE',
  'TOO_MANY_RECORDS',
  'MISSING_HEADERS',
  'BAD_REQUEST',
] as const;

const rounded = (megabytes: number): number => Math.ceil(megabytes * 10) / 10;

function tooMany(record_count: number) {
  const words = say('csv.records', { count: record_count, most: MOST_RECORDS });
  return refused(400, 'TOO_MANY_RECORDS', words, { record_count, max_records: MOST_RECORDS });
}

/** The vendor gives no code for a file that is not UTF-8, or no CSV. */
const unreadable = (words: Words) => refused(400, 'BAD_REQUEST', words);

function textOf(bytes: Uint8Array): string {
  const text = utf8(bytes);
  if (text === undefined) throw unreadable(say('csv.notUtf8'));
  return text;
}

interface Header {
  readonly line: number;
  readonly separator: string;
  /** The column in each place, where its name is known. */
  readonly columns: readonly (Column | undefined)[];
}

/** The line that names most columns among the first. @throws Failure that names the columns it lacks */
function headerOf(lines: readonly string[]): Header {
  const candidates = lines.slice(0, MOST_LINES_BEFORE + 1).flatMap((text, line) =>
    SEPARATORS.map((separator) => {
      const names = text.split(separator).map((name) =>
        name
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      );
      const columns = names.map(columnNamed);
      return { line, separator, names, columns, known: new Set(columns.filter(Boolean)) };
    }),
  );
  const [best] = candidates.toSorted(
    (one, other) => other.known.size - one.known.size || other.names.length - one.names.length,
  );
  const { names: found_headers, known } = best as (typeof candidates)[number];
  const missing_headers = COLUMNS.filter(([, column]) => !known.has(column)).map(([spanish]) => spanish);
  if (missing_headers.length === 0) return best as Header;
  const found = found_headers.map((name) => name.slice(0, 100)).slice(0, 50);
  const words = say('csv.headers', {
    missing: missing_headers.map((name) => `'${name}'`).join(', '),
    found: found.join(', '),
  });
  throw refused(400, 'MISSING_HEADERS', words, { missing_headers, found_headers: found });
}

const columnNamed = (name: string): Column | undefined =>
  COLUMNS.find((names) => (names as readonly string[]).includes(name.toLowerCase()))?.[1];

async function parsed(text: string, separator: string): Promise<(readonly string[])[]> {
  const records: (readonly string[])[] = [];
  try {
    for await (const { cells } of csvRecords(text, separator)) {
      records.push(cells);
      // One more than is taken, to know that there are too many.
      if (records.length > MOST_RECORDS) break;
    }
  } catch (error) {
    throw unreadable(say('csv.none', { problem: problemOf(error) }));
  }
  return records;
}
