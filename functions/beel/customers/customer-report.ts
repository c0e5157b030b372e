import type { Origin } from '../../../shared/http/operation.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { say } from '../dialect/say.ts';
import type { Language } from '../dialect/words.ts';
import type { Answered } from './customer-report-response.ts';
import type { Requested } from './customer-request.ts';
import type { Row } from './customer-rows.ts';

export interface ReportedRow extends Row {
  /** Where this request, or an earlier one with its key, has created it. */
  readonly customerId?: string;
}

export interface Course {
  readonly isDryRun: boolean;
  /** Where the rows come from; a request's body when not said. */
  readonly file?: File;
  readonly origin: Pick<Origin, 'since'>;
  readonly language: Language;
}

/** The report on many customers. Rows of a file are counted from 1. */
export function shown(rows: readonly ReportedRow[], { isDryRun, file, origin, language }: Course): Answered {
  const customers_validation = rows.map((row, index): Answered['customers_validation'][number] => {
    const { requested, customerId, errors } = row;
    const warnings =
      requested && !requested.email ? [{ field: 'email', message: say('row.noEmail').in(language) }] : [];
    return {
      index: file ? index + 1 : index,
      ...(file && { row_number: index + 1 }),
      ...(requested && { customer: echo(requested) }),
      ...(customerId !== undefined && { customer_id: customerId }),
      status: statusOf(row, warnings.length > 0),
      errors: [...errors],
      warnings,
    };
  });
  const count = (wanted: Status) => customers_validation.filter(({ status }) => status === wanted).length;
  const total = rows.length;
  const importable = count('VALID') + count('WARNING');
  return {
    metadata: {
      total_customers: total,
      is_dry_run: isDryRun,
      processing_time_ms: Math.round(performance.now() - origin.since),
      source_type: file ? 'CSV_IMPORT' : 'BULK_JSON',
      ...(file && { filename: file.name, file_size_bytes: file.size, total_rows: total }),
    },
    customers_validation,
    statistics: {
      total_processed: total,
      valid: count('VALID'),
      with_warnings: count('WARNING'),
      with_errors: count('ERROR'),
      duplicates: count('DUPLICATE'),
      invalid_nifs: count('NIF_INVALID'),
      imported: rows.filter(({ customerId }) => customerId !== undefined).length,
      // Of no rows none failed, and none succeeded: our choice.
      success_rate: total === 0 ? 0 : importable / total,
      importable,
      not_importable: total - importable,
    },
  };
}

type Status = Answered['customers_validation'][number]['status'];

const DUPLICATE_CODES: readonly string[] = ['CLIENT_DUPLICATE', 'CONFLICT'];

function statusOf({ errors }: Row, isWarned: boolean): Status {
  if (errors.length === 0) return isWarned ? 'WARNING' : 'VALID';
  if (errors.every(({ code }) => DUPLICATE_CODES.includes(code))) return 'DUPLICATE';
  const isNif = errors.every(({ field, code }) => field === 'nif' && code !== 'CUSTOMER_IDENTIFIER_REQUIRED');
  return isNif ? 'NIF_INVALID' : 'ERROR';
}

function echo({ address, preferred_payment_method, alternative_id, ...fields }: Requested) {
  return withoutBlanks({
    ...fields,
    address: withoutBlanks(address),
    alternative_id: alternative_id && withoutBlanks(alternative_id),
    preferred_payment_method: preferred_payment_method && withoutBlanks(preferred_payment_method),
  });
}
