import type { Table } from '../../../shared/dynamodb/tables.ts';
import { dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { readRecords } from '../../../shared/receivables/records/read.ts';
import type { RecordItem, RecordRef } from '../../../shared/receivables/records/record.ts';

/** The accounts of the general ledger that events post to. */
export interface GlAccounts {
  readonly receivables: string;
  readonly sales: string;
  readonly vat: string;
  readonly bank: string;
  readonly interest: string;
  readonly loss: string;
}

/** A client's settings and how far its books are closed. */
export interface Books {
  readonly currency: string;
  readonly language: string;
  /** Days from a document's date to its due date. */
  readonly dueDays: number;
  readonly fileTypes: readonly string[];
  /** The last days of the intervals of an age distributed balance. */
  readonly adbIntervals: readonly number[];
  readonly adbBasis: 'DUEDATE' | 'POSTINGDATE';
  readonly glAccounts: GlAccounts;
  /** `2025-02`: nothing is posted to this month or an earlier one. */
  readonly closedThrough?: string;
}

/** The settings of a client that has none of its own. All are our choice; the accounts are those of NS 4102. */
export const DEFAULTS: Books = {
  currency: 'NOK',
  language: 'no',
  dueDays: 14,
  fileTypes: ['ATTACHMENT'],
  adbIntervals: [30, 60, 90],
  adbBasis: 'DUEDATE',
  glAccounts: {
    receivables: '1500',
    sales: '3000',
    vat: '2700',
    bank: '1920',
    interest: '8050',
    loss: '7830',
  },
};

/** The settings that a client has of its own. */
export type Settings = Partial<Omit<Books, 'closedThrough' | 'glAccounts'>> & {
  readonly glAccounts?: Partial<GlAccounts>;
};

/** Says through which month the books are closed; nothing where none is closed any more. */
export interface ClosedPeriod {
  readonly glYear?: number;
  readonly glPeriod?: number;
}

export const settingsRef = ({ vendor, tenant }: Tenant): RecordRef => ({
  ...{ vendor, tenant, kind: 'CLIENT_CONFIG', id: 'ALL' },
});

export const closedPeriodRef = ({ vendor, tenant }: Tenant): RecordRef => ({
  ...{ vendor, tenant, kind: 'GL_PERIOD', id: 'CLOSED' },
});

/**
 * A client's books as they are now. An event that began before a month was closed may be posted to it just after: it is
 * then part of the month's figures, which are always summed from what is posted.
 */
export const readBooks = async (table: Table, tenant: Tenant): Promise<Books> =>
  booksOf(await readOwnBooks(table, tenant));

/** What a client's books have that is its own. */
export interface OwnBooks {
  readonly settings: Settings;
  readonly closedThrough?: string;
}

/** The books of a client with these settings of its own. */
export const booksOf = ({ settings, ...own }: OwnBooks): Books => ({
  ...DEFAULTS,
  ...settings,
  glAccounts: { ...DEFAULTS.glAccounts, ...settings.glAccounts },
  ...own,
});

export async function readOwnBooks(table: Table, tenant: Tenant): Promise<OwnBooks> {
  const refs = [settingsRef(tenant), closedPeriodRef(tenant)] as const;
  const found = await readRecords(table, refs);
  const [settings, closed] = refs.map((ref) => found.get(dependentKey(ref))?.fields) as [
    RecordItem<Settings>['fields'] | undefined,
    RecordItem<ClosedPeriod>['fields'] | undefined,
  ];
  const closedThrough = closed && monthOf(closed);
  return { settings: settings ?? {}, ...(closedThrough !== undefined && { closedThrough }) };
}

const monthOf = ({ glYear, glPeriod }: ClosedPeriod): string | undefined =>
  glYear === undefined || glPeriod === undefined
    ? undefined
    : `${glYear}-${String(glPeriod).padStart(2, '0')}`;
