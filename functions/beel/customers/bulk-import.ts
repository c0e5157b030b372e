import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import { createEach, type EachCreation } from '../../../shared/receivables/customers/create-each.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { logRowFailures } from '../../../shared/receivables/row-failure.ts';
import type { DataAnswer } from '../dialect/envelope.ts';
import { isSameRequest, mismatch } from '../dialect/idempotency.ts';
import { say } from '../dialect/say.ts';
import { type ManyWanted, noted, rowsWithDuplicates } from './bulk-creation.ts';
import type { Customer } from './customer.ts';
import type { FileRow } from './customer-file.ts';
import { type ReportedRow, shown } from './customer-report.ts';
import type { Answered } from './customer-report-response.ts';
import { duplicated, type Row, WHOLE_ROW } from './customer-rows.ts';
import type { ReadRow } from './customers-request.ts';

/** Rows of a file as a client would write the customers, each read by the schema for one. */
export const readRecords = <Read>(records: readonly FileRow[], schema: Schema): ReadRow<Read>[] =>
  records.map((record) => {
    const { address_street: street, address_number: number, ...others } = record;
    const { address_postal_code: postal_code, address_city: city, address_province: province } = others;
    const { legal_name, nif, email, phone } = others;
    const address = { street, number, postal_code, city, province };
    const read = schema.safeParse({ legal_name, nif, email, phone, address }, { reportInput: true });
    return read.success ? { requested: read.data as Read } : { issues: read.error.issues };
  });

/** Looks what an import would make. */
export async function previewedImport(table: Table, many: ManyWanted, file: File): Promise<Answered> {
  const { rows } = await rowsWithDuplicates(table, many);
  return noted(
    many.note,
    shown(rows, { isDryRun: true, file, origin: many.origin, language: many.rules.language }),
  );
}

/** Creates the customers of all good rows: a bad one keeps no other from it, and importing them again makes nothing twice. */
export async function imported(table: Table, many: ManyWanted, file: File): Promise<DataAnswer<Answered>> {
  const { creation, origin, stamp } = many;
  const { rows, places, wanted, found } = await rowsWithDuplicates(table, many);
  const reported: ReportedRow[] = [...rows];
  const pending: number[] = [];
  for (const [nth, index] of places.entries()) {
    const seen = found[nth];
    if (seen?.outcome === 'free') pending.push(nth);
    if (seen?.outcome !== 'exists') continue;
    if (!isSameRequest(creation, seen.customer.reference)) throw mismatch();
    reported[index] = { ...(rows[index] as Row), customerId: wanted[nth]!.ref.id };
  }
  const outcomes = await createEach(
    table,
    pending.map((nth) => wanted[nth]!),
    stamp,
  );
  logRowFailures(
    pending.map((nth) => customerKey(wanted[nth]!.ref)),
    outcomes,
    origin,
  );
  for (const [place, nth] of pending.entries()) {
    const index = places[nth] as number;
    reported[index] = created(rows[index] as Row, outcomes[place]!, wanted[nth]!.ref.id, many);
  }
  const isReplay = pending.length === 0 && found.some(({ outcome }) => outcome === 'exists');
  const data = noted(
    many.note,
    shown(reported, { isDryRun: false, file, origin, language: many.rules.language }),
  );
  return { status: 201, data, headers: isReplay ? { 'idempotency-replay': 'true' } : {} };
}

/** A row after its creation. */
function created(
  row: Row,
  result: EachCreation<Customer>,
  customerId: string,
  { rules, creation }: ManyWanted,
): ReportedRow {
  switch (result.outcome) {
    case 'created':
      return { ...row, customerId };
    case 'exists':
      // Another request with the same key is at work on the same file.
      if (!isSameRequest(creation, result.customer.reference)) throw mismatch();
      return { ...row, customerId };
    case 'duplicate':
      return duplicated(row, rules);
    default: {
      const words = {
        untouched: say('row.new.untouched'),
        unknown: say('row.new.unknown'),
        failed: say('INTERNAL_ERROR'),
      }[result.outcome];
      const error = { field: WHOLE_ROW, value: '', message: words.in(rules.language) };
      return { ...row, errors: [{ ...error, code: 'INTERNAL_ERROR' }] };
    }
  }
}
