import {
  readTenantRecord,
  saveTenantRecord,
  type TenantRecord,
} from '../../../shared/auth/tenant-records.ts';
import { now } from '../../../shared/clock.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { instant } from '../../../shared/fields/dates.ts';
import { type Address, stored as storedAddress } from '../customers/address.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { accountOf } from './account.ts';
import type { Requested } from './company-request.ts';
import type { Answered } from './company-response.ts';
import { entityTypeOf } from './readiness.ts';

/** What is stored of a company: the issuer of its invoices. Its live and its test keys share it. */
export interface CompanyProfile {
  readonly legal_name: string;
  readonly nif: string;
  readonly trade_name?: string;
  readonly address: Address;
  readonly phone?: string;
  readonly email?: string;
}

/** A company. Of one whose keys earlier versions made, nothing but its id is known. */
export interface Company extends Partial<CompanyProfile> {
  readonly id: string;
  readonly account_id: string;
  /** ISO 8601, UTC. */
  readonly created_at?: string;
  readonly updated_at?: string;
}

export const stored = ({ address, ...others }: Requested): CompanyProfile => ({
  ...withoutBlanks(others),
  address: storedAddress(address),
});

/** @param table of credentials: what is known of a company lies beside its keys */
export async function readCompany(table: Table, id: string): Promise<Company> {
  return companyOf(id, await readTenantRecord<CompanyProfile>(table, recordId(id)));
}

/** @param change makes the company's profile of what is known of it, or of nothing */
export async function saveCompany(
  table: Table,
  id: string,
  change: (known: CompanyProfile | undefined) => CompanyProfile,
): Promise<CompanyProfile> {
  return (await saveTenantRecord(table, recordId(id), change, now())).profile;
}

const recordId = (id: string): string => `beel#company#${id}`;

const companyOf = (id: string, record: TenantRecord<CompanyProfile> | undefined): Company => ({
  id,
  account_id: accountOf(id),
  ...(record && { ...record.profile, created_at: record.createdAt, updated_at: record.updatedAt }),
});

/** A company as invoices name their issuer; what is not known is left out. */
export const issuerOf = ({ legal_name, nif, trade_name, address, phone, email }: Company) =>
  withoutBlanks({ legal_name, nif, trade_name, address, phone, email });

/** A company as answers show it. */
export function shown(company: Company): Answered {
  const { id, account_id: _, created_at, updated_at, trade_name = company.legal_name, ...profile } = company;
  return withoutBlanks({
    id,
    ...profile,
    trade_name,
    entity_type: entityTypeOf(profile.nif),
    // Our choices from here on: an account has one company, which test and live keys may be made of at any time, and
    // nothing is sent to the tax office.
    is_primary: true as const,
    verifactu_status: 'NOT_CONFIGURED' as const,
    in_test: true as const,
    in_prod: true as const,
    account_state: 'PROD_ACTIVE' as const,
    created_at: created_at && instant(created_at),
    updated_at: updated_at && instant(updated_at),
  });
}
