import { v5 } from 'uuid';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { instant } from '../../../shared/fields/dates.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { type EnsureOutcome, ensureSeries } from '../../../shared/receivables/series/ensure.ts';
import { readSeriesItem } from '../../../shared/receivables/series/read.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { refused } from '../dialect/errors.ts';
import type { DocumentType } from './document-types.ts';
import type { Answered, COUNTER_RESETS } from './series-response.ts';

/** A series of a company as it is stored: the numbers of its documents count in it. */
export interface Series {
  readonly id: string;
  readonly document_type: DocumentType;
  readonly name: string;
  readonly code: string;
  readonly description?: string;
  readonly format: string;
  /** When its numbers begin anew. */
  readonly counter_reset: (typeof COUNTER_RESETS)[number];
  readonly initial_number: number;
  readonly active: boolean;
  /** Whether documents of its type that name no series are of this one. */
  readonly default_series: boolean;
  /** ISO 8601, UTC; none until it is stored. */
  readonly created_at?: string;
  readonly updated_at?: string;
}

/** Namespace of the version 5 UUIDs of default series. */
const NAMESPACE = '2a7d1b64-8f57-4c1e-8d0e-6b9f3f0c5e11';

/** The vendor's codes are F, S and R. Our choices: the names, and that proformas have a series too. */
const DEFAULTS = [
  ['STANDARD', 'F', 'Facturas'],
  ['SIMPLIFIED', 'S', 'Facturas simplificadas'],
  ['CORRECTIVE', 'R', 'Facturas rectificativas'],
  ['PROFORMA', 'P', 'Facturas proforma'],
] as const;

/**
 * The series that a company has from the start. Their ids follow from company and environment, so that requests that
 * make them at the same time make the same, and so that clients may name them before they are stored.
 */
export const defaultSeries = ({ tenant }: Tenant): readonly Series[] =>
  DEFAULTS.map(([document_type, code, name]) => ({
    id: v5(`${tenant}#${code}`, NAMESPACE),
    document_type,
    name,
    code,
    format: '{CODIGO}-{YYYY}-{NUM:4}',
    counter_reset: 'ANNUAL',
    initial_number: 1,
    active: true,
    default_series: true,
  }));

const isDefaultOf =
  (type: DocumentType) =>
  ({ document_type, default_series }: Series): boolean =>
    default_series && document_type === type;

/** The default series of the types for which a company has none. */
const lacking = (tenant: Tenant, known: readonly Series[]): readonly Series[] =>
  defaultSeries(tenant).filter(({ document_type }) => !known.some(isDefaultOf(document_type)));

/** The company's series. The default ones that it lacks are stored first. */
export const makeSeries = (table: Table, tenant: Tenant, stamp: Stamp): Promise<EnsureOutcome<Series>> => {
  const dates = { created_at: stamp.at, updated_at: stamp.at };
  const made = (known: readonly Series[]) => lacking(tenant, known).map((one) => ({ ...one, ...dates }));
  return ensureSeries(table, tenant, made, stamp);
};

/** The company's series, for an operation that uses one. */
export const readSeries = async (table: Table, tenant: Tenant, stamp: Stamp): Promise<readonly Series[]> =>
  (await makeSeries(table, tenant, stamp)).series;

/** The company's series, for an operation that only shows them: default ones that are not stored yet are as they will be. */
export async function lookAtSeries(table: Table, tenant: Tenant): Promise<readonly Series[]> {
  const { series = [] } = (await readSeriesItem<Series>(table, tenant)) ?? {};
  return [...series, ...lacking(tenant, series)];
}

/** A series as answers show it. */
export const shown = ({ created_at, updated_at, ...series }: Series): Answered => ({
  ...series,
  ...(created_at !== undefined && { created_at: instant(created_at) }),
  ...(updated_at !== undefined && { updated_at: instant(updated_at) }),
});

/** The same whether it is unknown, another company's or of the other environment. */
export const notFound = () => refused(404, 'SERIES_NOT_FOUND');

/**
 * The series of a document: the one that it names, else the default one of its type.
 * @throws Failure in the vendor's codes
 */
export function seriesFor(all: readonly Series[], type: DocumentType, id?: string | null): Series {
  const series = all.find((one) => (id ? one.id === id : isDefaultOf(type)(one)));
  if (!series && id) throw notFound();
  const details = {
    expected_document_type: type,
    defaults_status_endpoint: '/v1/companies/{company_id}/series/defaults',
  };
  if (!series) {
    const message = `There is no default series for documents of type ${type}`;
    throw refused(422, 'SERIES_DEFAULT_NOT_FOUND', message, details);
  }
  if (series.document_type !== type) {
    const message = `Series ${series.code} is for documents of type ${series.document_type}, not ${type}`;
    throw refused(422, 'SERIES_INCOMPATIBLE_DOC_TYPE', message, details);
  }
  if (!series.active) throw refused(422, 'SERIES_INACTIVE', `Series ${series.code} is not active`);
  return series;
}

/** What `seriesFor` may refuse with. */
export const SERIES_FAILURES = {
  404: ['SERIES_NOT_FOUND'],
  422: ['SERIES_DEFAULT_NOT_FOUND', 'SERIES_INCOMPATIBLE_DOC_TYPE', 'SERIES_INACTIVE'],
} as const;

/**
 * The period in which a series counts the number of a document of this date: `2026`, `2026-11`, or none.
 * @param date `2026-11-30`
 */
export function periodOf({ counter_reset }: Pick<Series, 'counter_reset'>, date: string): string {
  switch (counter_reset) {
    case 'ANNUAL':
      return date.slice(0, 4);
    case 'MONTHLY':
      return date.slice(0, 7);
    case 'NEVER':
      return '';
  }
}

/** Characters of an invoice's number. */
const LONGEST_NUMBER = 60;

/**
 * The number of a document as it is printed: `F-2026-0001`. A number that has more digits than `{NUM:X}` asks for keeps
 * them all.
 * @param date `2026-11-30`
 * @throws Failure where it is too long
 */
export function invoiceNumber(
  { code, format }: Pick<Series, 'code' | 'format'>,
  date: string,
  number: number,
) {
  const written = format.replaceAll(/\{(CODIGO|YYYY|YY|MM|NUM)(?::(\d+))?\}/g, (_, token, digits = '1') => {
    switch (token) {
      case 'CODIGO':
        return code;
      case 'YYYY':
        return date.slice(0, 4);
      case 'YY':
        return date.slice(2, 4);
      case 'MM':
        return date.slice(5, 7);
      default:
        return String(number).padStart(Math.min(Number(digits), LONGEST_NUMBER + 1), '0');
    }
  });
  if (written.length <= LONGEST_NUMBER) return written;
  const message = `The invoice number would have ${written.length} characters; at most ${LONGEST_NUMBER} are allowed`;
  throw refused(422, 'INVOICE_NUMBER_TOO_LONG', message);
}
