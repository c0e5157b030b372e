import type { Table } from '../../../shared/dynamodb/tables.ts';
import { type NumberTaken, readNextNumber } from '../../../shared/receivables/dependents/numbers.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Company } from '../companies/company.ts';
import { readinessOf } from '../companies/readiness.ts';
import { refused } from '../dialect/errors.ts';
import { invoiceNumber, periodOf, type Series } from '../series/series.ts';
import { type Invoice, numbered } from './invoice.ts';

/**
 * The invoice with the next number of its series. The number is taken by the write that stores it, and by none if
 * another request is faster: then it is read again.
 */
export async function withNextNumber(
  table: Table,
  tenant: Tenant,
  series: Series,
  invoice: Invoice,
): Promise<{ readonly fields: Invoice; readonly number: NumberTaken }> {
  const { issue_date } = invoice;
  const counter = { ...tenant, series: series.id, period: periodOf(series, issue_date) };
  const number = await readNextNumber(table, counter, series.initial_number);
  const written = invoiceNumber(series, issue_date, number);
  return { fields: numbered(invoice, series, number, written), number: { counter, number } };
}

/** @throws Failure when the company lacks what the issuer of an invoice must have */
export function requireReady(company: Company): void {
  const { ready, blockers, missing_fields } = readinessOf(company);
  if (ready) return;
  const message = `The company cannot issue invoices yet: ${missing_fields?.join(', ')} missing`;
  throw refused(422, 'EMISSION_NOT_READY', message, { blockers, missing_fields });
}

/** What taking a number may be refused with. */
export const NUMBER_FAILURES = { 422: ['EMISSION_NOT_READY', 'INVOICE_NUMBER_TOO_LONG'] } as const;
