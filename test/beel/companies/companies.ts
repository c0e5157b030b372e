import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { accountOf } from '../../../functions/beel/companies/account.ts';
import { type CompanyProfile, saveCompany } from '../../../functions/beel/companies/company.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { address, isoTime, newNif } from '../samples.ts';

export const companyProfile = (): CompanyProfile => ({
  legal_name: 'Panadería García SL',
  trade_name: 'El Horno',
  nif: newNif(),
  address,
  phone: '915551234',
  email: 'facturas@horno.example',
});

/** A company of the test's own, of which this is known, and how its keys call. */
export async function newKnownCompany(profile?: CompanyProfile) {
  const company = randomUUID();
  if (profile) await saveCompany(credentials(), company, () => profile);
  const key = (options: { mode?: 'live' | 'test'; scopes?: string[] } = {}) =>
    beelAuthorization({ company, ...options });
  return { company, account: accountOf(company), authorization: await key(), key };
}

/** A company as answers show it. */
export const shownCompany = (id: string, profile: CompanyProfile) => ({
  ...shownUnknownCompany(id),
  ...profile,
  entity_type: 'LEGAL_ENTITY',
  created_at: expect.stringMatching(isoTime),
  updated_at: expect.stringMatching(isoTime),
});

/** A company of which earlier versions made the keys. */
export const shownUnknownCompany = (id: string) => ({
  id,
  is_primary: true,
  verifactu_status: 'NOT_CONFIGURED',
  in_test: true,
  in_prod: true,
  account_state: 'PROD_ACTIVE',
});

/** The answer about a company that the key does not reach. */
export const notAccessible = (path: string) =>
  beelCanonicalFailure(
    'ACTIVE_COMPANY_NOT_ACCESSIBLE',
    'You do not have permission to access this resource',
    path.slice('/api'.length),
  );
