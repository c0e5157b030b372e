import { type CsvRecord, csvRecords, problemOf, utf8 } from '../../../shared/http/csv.ts';
import { type Columns, columnsIn } from './csv-columns.ts';
import { MOST_BYTES, unreadable } from './csv-form.ts';
import { type RowRead, type RowRules, readRow } from './csv-row.ts';

/** Rows of a file, beside its header, and cells of that: more than there are columns. */
const MOST_ROWS = 500;
const MOST_COLUMNS = 100;

/** Cells of a record, by their columns, as far as something is in them. */
export type RowCells = Readonly<Record<string, string>>;

export interface FileRow<Read> {
  /** As a spreadsheet counts: the header is 1. */
  readonly row: number;
  readonly cells: RowCells;
  readonly read: RowRead<Read>;
}

/**
 * The rows of a CSV file: RFC 4180 in UTF-8, with a header. The vendor does not say how its files look: this is our
 * choice. Rows without anything in them are no rows.
 * @throws Failure that refuses the whole file
 */
export async function rowsIn<Read>(file: File, columns: Columns, rules: RowRules): Promise<FileRow<Read>[]> {
  const [header, ...rows] = await recordsIn(file);
  if (!header || rows.length === 0) throw unreadable('the file has no rows below its header');
  if (rows.length > MOST_ROWS) throw unreadable(`the file has more than ${MOST_ROWS} rows`);
  if (header.cells.length > MOST_COLUMNS)
    throw unreadable(`the file has ${header.cells.length} columns; at most ${MOST_COLUMNS} are taken`);
  const found = columnsIn(header.cells, columns);
  return rows.map(({ row, cells }): FileRow<Read> => {
    const named = found.flatMap(({ name }, place) => (cells[place] ? [[name, cells[place]]] : []));
    if (cells.length === found.length)
      return { row, cells: Object.fromEntries(named), read: readRow(cells, found, rules) };
    const message = `the row has ${cells.length} cells, the header has ${found.length}`;
    return { row, cells: {}, read: { failed: { errorType: 'CLIENT_REQUEST_ERROR', message } } };
  });
}

/** How files of Excel begin: those of today are archives, those of before 2007 compound files. */
const EXCEL = ['504b', 'd0cf11e0'];

/** All records that have something in them, or one more than are taken. */
async function recordsIn(file: File): Promise<CsvRecord[]> {
  if (file.size > MOST_BYTES)
    throw unreadable(`the file has ${file.size} bytes; at most ${MOST_BYTES} are taken`);
  const bytes = await file.bytes();
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (EXCEL.some((each) => start.startsWith(each)))
    throw unreadable('the file must be CSV: this one is of Excel');
  const text = utf8(bytes);
  if (text === undefined) throw unreadable('the file must be UTF-8');
  const records: CsvRecord[] = [];
  try {
    for await (const { row, cells } of csvRecords(text, ',')) {
      const trimmed = cells.map((cell) => cell.trim());
      if (trimmed.some((cell) => cell !== '')) records.push({ row, cells: trimmed });
      if (records.length > 1 + MOST_ROWS) break;
    }
  } catch (error) {
    throw unreadable(`the file is no CSV: ${problemOf(error)}`);
  }
  return records;
}

/** Characters of a client's own reference that name a row in an answer. */
const LONGEST_NAME = 100;

/** A cell by which a client knows its row again. */
export const named = <Name extends string>(cells: RowCells, name: Name): { readonly [N in Name]?: string } =>
  (cells[name] === undefined ? {} : { [name]: cells[name].slice(0, LONGEST_NAME) }) as never;
