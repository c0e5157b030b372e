import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** A line of a file that has something in it; also over several lines, where a value is in quotes. */
export interface CsvRecord {
  /** Without the blanks around them, but those in quotes; as many as the line has. */
  readonly cells: readonly string[];
  /** Its row as a spreadsheet counts: the first is 1, empty lines count, line breaks in quotes do not. */
  readonly row: number;
}

/** The text of a file in UTF-8, without a byte order mark; undefined where it is none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const SETTINGS = {
  trim: true,
  skip_empty_lines: true,
  relax_column_count: true,
  // As they come: by itself the parser takes the first line's for all.
  record_delimiter: ['\r\n', '\n', '\r'],
  info: true,
};

/** Bytes that are parsed at a time. */
const PIECE = 16 * 1024;

/**
 * The records of a CSV text, parsed as they are taken: whoever stops early is not sent what millions of short lines
 * would make.
 * @throws CsvError where it is no CSV: see problemOf
 */
export async function* csvRecords(text: string, delimiter: string): AsyncGenerator<CsvRecord> {
  const parser = Readable.from(piecesOf(Buffer.from(text))).pipe(parse({ ...SETTINGS, delimiter }));
  for await (const { record, info } of parser) {
    yield { cells: record, row: info.records + info.empty_lines };
  }
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}

/** The longest problem that is told: the parser quotes the value that it stopped at, whatever its length. */
const LONGEST = 200;

/** What is wrong with a text that is no CSV. @throws any other failure, unchanged */
export function problemOf(error: unknown): string {
  if (!(error instanceof CsvError)) throw error;
  return error.message.slice(0, LONGEST);
}
