import { expect } from 'vitest';
import { defaultSeries, type Series, shown } from '../../../functions/beel/series/series.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { ensureSeries } from '../../../shared/receivables/series/ensure.ts';
import { readSeriesItem } from '../../../shared/receivables/series/read.ts';
import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newStamp } from '../../support/store.ts';
import { isoTime, newCompany } from '../samples.ts';

/** A company of the test's own and its series. */
export async function newCompanySeries() {
  const { company, authorization } = await newCompany();
  const tenant: Tenant = { vendor: 'beel', tenant: `live:${company}` };
  const path = (below = '') => `/api/v1/companies/${company}/series${below}`;
  return {
    company,
    authorization,
    tenant,
    path,
    get: (below = '') => call(`GET ${path(below)}`, { authorization }),
    ensure: (headers = {}) => call(`PUT ${path('/defaults')}`, { authorization, headers }),
    failure: (code: string, message: string, below = '', details?: Record<string, unknown>) =>
      beelCanonicalFailure(code, message, path(below).slice('/api'.length), details),
    stored: () => readSeriesItem<Series>(receivables(), tenant),
    /** The default series as answers show them before they are stored. */
    expected: defaultSeries(tenant).map(shown),
    /** And afterwards. */
    dated: () =>
      defaultSeries(tenant).map((series) => ({
        ...series,
        created_at: expect.stringMatching(isoTime),
        updated_at: expect.stringMatching(isoTime),
      })),
    /** Stores a series of the company's own, before the default ones are. */
    add: (series: Series) =>
      ensureSeries<Series>(receivables(), tenant, (known) => (known.length > 0 ? [] : [series]), newStamp()),
  };
}

export const ownSeries = (change: Partial<Series> = {}): Series => ({
  id: '11111111-2222-4333-8444-555555555555',
  document_type: 'STANDARD',
  name: 'Exportación',
  code: 'EXP',
  format: '{CODIGO}{YY}{MM}-{NUM}',
  counter_reset: 'MONTHLY',
  initial_number: 100,
  active: false,
  default_series: false,
  created_at: '2026-01-02T03:04:05.678Z',
  updated_at: '2026-02-03T04:05:06.789Z',
  ...change,
});
