import type * as z from 'zod/mini';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { type Cell, csvLine } from '../../../shared/http/csv-text.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { type FirstPageRequest, listFirstPage } from '../../../shared/receivables/lists/paged-list.ts';
import {
  LIMITS,
  type ListedItem,
  type TooLarge,
  type TooMany,
} from '../../../shared/receivables/lists/request.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { queryOf, type ReportFilters, type ReportParameters } from './report-parameters.ts';

/** Rows and bytes of a report: our choice, as all that is said of reports. */
export const MOST_ROWS = 10_000;
export const MOST_BYTES = 1024 * 1024;

/** What a report is made from. */
export interface ReportRequest {
  readonly table: Table;
  readonly tenant: Tenant;
  readonly clientNo: number;
  readonly receivedAt: Date;
  readonly stamp: Stamp;
}

/** A line for each row, in the list's order. */
export type ReportRead = { readonly outcome: 'read'; readonly lines: readonly string[] } | TooMany | TooLarge;

/** A list of the dialect as a report. */
interface ListReport<Query extends Schema> extends ReportFilters<Query> {
  /** Names of the fields that it shows; `postalAddress.cityName` is a member of a group. */
  readonly columns: readonly string[];
  read(request: ReportRequest, query: z.output<Query>): Promise<ReportRead>;
}

export interface Report {
  /** As ListReport has them. */
  readonly columns: readonly string[];
  /** @throws Failure that names a parameter which is none, or breaks a rule */
  read(request: ReportRequest, parameters: ReportParameters | undefined): Promise<ReportRead>;
}

export const report = <Query extends Schema>(list: ListReport<Query>): Report => ({
  columns: list.columns,
  read: async (request, parameters) => list.read(request, queryOf(list, parameters)),
});

/** Reads all that a list finds, unless that is more than a report may have. */
export async function readList<Item extends ListedItem>(
  { table, tenant, stamp }: ReportRequest,
  list: Omit<FirstPageRequest<Item>, 'most' | 'pageSize' | 'asked' | 'shown'>,
  lineOf: (item: Item) => string,
  { rows, bytes } = { rows: MOST_ROWS, bytes: MOST_BYTES },
): Promise<ReportRead> {
  const most = rows + 1;
  // On one page, so that nothing is kept of what it found. What is shown is what counts for its size.
  const request = { ...list, most, pageSize: most, shown: lineOf };
  const result = await listFirstPage<Item>(table, tenant, request, stamp, { ...LIMITS, bytes });
  if (result.outcome !== 'listed') return result;
  if (result.items.length > rows) return { outcome: 'tooLarge', fitting: rows };
  return { outcome: 'read', lines: result.items.map(lineOf) };
}

/** Of lines that are worked out, not listed: the bytes of all of them are the caller's to count. */
export const readComputed = (lines: readonly string[]): ReportRead =>
  lines.length > MOST_ROWS ? { outcome: 'tooLarge', fitting: MOST_ROWS } : { outcome: 'read', lines };

const DELIMITER = ';';

export const headerOf = (columns: readonly string[]): string => csvLine(columns, DELIMITER);

/** The line of an object of the dialect's. */
export const lineOf = (columns: readonly string[], shown: object): string =>
  csvLine(
    columns.map(
      (column) => column.split('.').reduce<unknown>((group, name) => memberOf(group, name), shown) as Cell,
    ),
    DELIMITER,
  );

const memberOf = (group: unknown, name: string): unknown =>
  (group as Readonly<Record<string, unknown>>)?.[name];
