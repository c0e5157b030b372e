import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { log } from '../../../shared/log.ts';

/** Columns of the embedded engine's table of stream records that this file builds on. */
const COLUMNS = ['table_name', 'sequence_number', 'created_at'];

/** How long DynamoDB keeps a stream's records. */
const KEPT = "unixepoch('now', '-24 hours')";

/**
 * Puts the stream records of the embedded engine (dynoxide 1.2.1) in order, while it does not run: gives them an index,
 * and removes those that DynamoDB would keep no longer.
 *
 * The engine numbers each record by the greatest number that its table has so far, and without an index it goes over all
 * of them at each write: with 30,000 records, creating and attaching to 2,000 customers took 135 s instead of 6. With it
 * writes take some 1.3 times as long as without a stream, however many records there are.
 * @returns whether the file holds the engine's tables: a new one does once the engine has run
 */
export function orderStreamRecords(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const database = new DatabaseSync(file);
    try {
      return order(database, file);
    } finally {
      database.close();
    }
  } catch {
    // The engine, which starts next, says what is wrong with its file.
    return true;
  }
}

function order(database: DatabaseSync, file: string): boolean {
  const columns = database.prepare("SELECT name FROM pragma_table_info('_stream_records')").all();
  if (columns.length === 0) return false;
  const names = columns.map(({ name }) => name);
  if (!COLUMNS.every((column) => names.includes(column))) {
    log('warn', 'the embedded DynamoDB keeps streams in another way: writes may be slow', { file });
    return true;
  }
  database.exec(
    `CREATE INDEX IF NOT EXISTS offboard_stream_order
       ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`,
  );
  // The newest stays: the next record's number follows from it, and numbers must not begin again.
  database.exec(
    `DELETE FROM _stream_records AS old WHERE created_at < ${KEPT} AND CAST(sequence_number AS INTEGER) <
       (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = old.table_name)`,
  );
  return true;
}

/**
 * Keeps the stream records of tables that are brought back for as long as they would have been kept then: workers that
 * had not come to them still will.
 * @param age milliseconds since then
 */
export function postponeStreamEnds(file: string, age: number): void {
  const database = new DatabaseSync(file);
  try {
    database.prepare('UPDATE _stream_records SET created_at = created_at + ?').run(Math.floor(age / 1000));
  } finally {
    database.close();
  }
}
