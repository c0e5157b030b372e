import type { Table } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Note, Origin } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import {
  type CheckedCreation,
  checkCreations,
} from '../../../shared/receivables/customers/check-creations.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import { createCustomers, type LeftOver } from '../../../shared/receivables/customers/create-many.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { logRowFailures } from '../../../shared/receivables/row-failure.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { DataAnswer } from '../dialect/envelope.ts';
import { type Creation, creationOfRow, isSameRequest, mismatch, processing } from '../dialect/idempotency.ts';
import { say } from '../dialect/say.ts';
import { type Customer, newCustomer } from './customer.ts';
import { type Course, type ReportedRow, shown } from './customer-report.ts';
import type { Answered } from './customer-report-response.ts';
import { duplicated, type Row, type RowRules, WHOLE_ROW } from './customer-rows.ts';

export interface ManyWanted {
  readonly tenant: Tenant;
  readonly creation: Creation;
  readonly rows: readonly Row[];
  readonly rules: Pick<RowRules<unknown>, 'duplicateCode' | 'language'>;
  readonly stamp: Stamp;
  readonly origin: Origin;
  readonly note: Note;
}

/** The customer of each row that nothing is wrong with; `places` are the rows that they are of. */
export function customersOf({ rows, tenant, creation }: Pick<ManyWanted, 'rows' | 'tenant' | 'creation'>) {
  const places = rows.flatMap(({ profile }, index) => (profile ? index : []));
  const wanted = places.map(
    (index): NewCustomer<Customer> =>
      newCustomer(tenant, creationOfRow(creation, index), rows[index]?.profile as Customer),
  );
  return { places, wanted };
}

/** The rows, those with others in their way as duplicates. A customer of this very request is in nobody's. */
export async function rowsWithDuplicates(table: Table, many: ManyWanted) {
  const { places, wanted } = customersOf(many);
  const found = await checkCreations(table, wanted);
  const rows = [...many.rows];
  for (const [nth, index] of places.entries())
    if (found[nth]?.outcome === 'duplicate') rows[index] = duplicated(rows[index] as Row, many.rules);
  return { rows, places, wanted, found: found as readonly CheckedCreation<Customer>[] };
}

/** Creates all customers, or none where a single one cannot be; a dry run only looks. */
export async function createdMany(
  table: Table,
  many: ManyWanted,
  isDryRun: boolean,
): Promise<DataAnswer<Answered>> {
  const { origin, note, rows, creation, stamp } = many;
  const { language } = many.rules;
  const course: Course = { isDryRun, origin, language };
  if (isDryRun || rows.some(({ errors }) => errors.length > 0)) {
    const looked = await rowsWithDuplicates(table, many);
    const report = noted(note, shown(looked.rows, course));
    if (isDryRun) return { status: 200, data: report };
    throw refusedMany(looked.rows);
  }
  const { wanted } = customersOf(many);
  const isRepeat = ({ reference }: { readonly reference: object }) => isSameRequest(creation, reference);
  const result = await createCustomers(table, wanted, stamp, { isRepeat });
  switch (result.outcome) {
    case 'created': {
      const created = rows.map((row, index): ReportedRow => ({ ...row, customerId: wanted[index]!.ref.id }));
      const headers = result.made === 0 ? { 'idempotency-replay': 'true' } : {};
      return { status: 201, data: noted(note, shown(created, course)), headers };
    }
    case 'underWay':
      throw processing();
    case 'refused': {
      note({ outcome: 'refused' });
      if ([...result.rows.values()].some(({ outcome }) => outcome === 'exists')) throw mismatch();
      const found = rows.map((row, index) => (result.rows.has(index) ? duplicated(row, many.rules) : row));
      throw refusedMany(found, logged(result.left, wanted, many));
    }
    case 'failed':
      note({ outcome: 'failed' });
      if (result.left.size === 0) throw result.cause;
      throw brokenOff(logged(result.left, wanted, many), result.cause);
  }
}

/** Puts how many rows are of which kind into the log line. */
export function noted(note: Note, report: Answered): Answered {
  note({ outcomes: countsOf(report.customers_validation.map(({ status }) => status)) });
  return report;
}

/** The first row of a body is number 0. */
interface IndexedError {
  readonly index: number;
  readonly field: string;
  readonly message: string;
}

/** Errors told at most: an answer must not grow larger than Lambda sends (6 MB). */
const MOST_TOLD = 5_000;

function refusedMany(rows: readonly Row[], left: readonly IndexedError[] = []): Failure {
  const wrong = rows.flatMap(({ errors }, index) =>
    errors.map(({ field, message }): IndexedError => ({ index, field, message })),
  );
  const said = say(left.length > 0 ? 'bulk.invalid.someLeft' : 'BULK_VALIDATION_ERROR');
  const errors = [...wrong.slice(0, MOST_TOLD), ...left];
  const message = String(said);
  return new Failure({ kind: 'refused', status: 422, code: 'BULK_VALIDATION_ERROR', message, said, errors });
}

function brokenOff(errors: readonly IndexedError[], cause: unknown): Failure {
  const said = say('BULK_INCOMPLETE');
  const message = String(said);
  // The vendor has no code for it.
  const code = 'BULK_INCOMPLETE';
  return new Failure({ kind: 'refused', status: 500, code, message, said, errors }, { cause });
}

/** What is left over of a creation that was taken back, as it is told; why that is goes to the log. */
function logged(
  left: ReadonlyMap<number, LeftOver>,
  wanted: readonly NewCustomer<Customer>[],
  { origin, rules: { language } }: ManyWanted,
): IndexedError[] {
  const keys = [...left.keys()].map((index) => customerKey(wanted[index]!.ref));
  logRowFailures(keys, [...left.values()], origin);
  return [...left].map(([index, { outcome }]) => ({
    index,
    field: WHOLE_ROW,
    message: say(`row.left.${outcome === 'failed' ? 'kept' : outcome}`).in(language),
  }));
}
