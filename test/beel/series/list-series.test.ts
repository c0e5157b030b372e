import { expect, it } from 'vitest';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { notAccessible } from '../companies/companies.ts';
import { newCompany } from '../samples.ts';
import { newCompanySeries, ownSeries } from './company-series.ts';

it('shows the default series as they will be before the first use, and stores nothing', async () => {
  const own = await newCompanySeries();
  const { status, body } = await own.get();
  expect([status, body]).toEqual([200, beelSuccess({ series: own.expected })]);
  expect(own.expected[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5/),
    document_type: 'STANDARD',
    name: 'Facturas',
    code: 'F',
    format: '{CODIGO}-{YYYY}-{NUM:4}',
    counter_reset: 'ANNUAL',
    initial_number: 1,
    active: true,
    default_series: true,
  });
  expect(own.expected.map(({ document_type, code }) => `${document_type} ${code}`)).toEqual([
    'STANDARD F',
    'SIMPLIFIED S',
    'CORRECTIVE R',
    'PROFORMA P',
  ]);
  expect(await own.stored()).toBeUndefined();
});

it('has series of its own for the test environment', async () => {
  const own = await newCompanySeries();
  const authorization = await beelAuthorization({ company: own.company, mode: 'test' });
  const { body } = await call(`GET ${own.path()}`, { authorization });
  const ids = (body as { data: { series: { id: string }[] } }).data.series.map(({ id }) => id);
  expect(ids).toHaveLength(4);
  expect(own.expected.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual([]);
});

it('keeps ids once they are stored, and filters and pages', async () => {
  const own = await newCompanySeries();
  await own.add(ownSeries());
  await own.ensure();
  const dates = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-02-03T04:05:06Z' };
  const [exports, dated] = [{ ...ownSeries(), ...dates }, own.dated()];
  const pagination = {
    current_page: 2,
    total_pages: 3,
    total_items: 5,
    items_per_page: 2,
    has_next: true,
    has_previous: true,
  };
  const one = { ...pagination, current_page: 1, total_pages: 1, items_per_page: 20, total_items: 5 };

  for (const [query, data] of [
    ['', { series: [exports, ...dated] }],
    ['?active=true', { series: dated }],
    ['?active=false', { series: [exports] }],
    ['?document_type=STANDARD', { series: [exports, dated[0]] }],
    ['?document_type=STANDARD&active=true', { series: [dated[0]] }],
    ['?document_type=UNASSIGNED', { series: [] }],
    ['?page=2&limit=2', { series: dated.slice(1, 3), pagination }],
    [
      '?page=1',
      { series: [exports, ...dated], pagination: { ...one, has_next: false, has_previous: false } },
    ],
  ] as const) {
    const { status, body } = await own.get(query);
    expect([query, status, body]).toEqual([query, 200, beelSuccess(data)]);
  }
});

it('refuses what it does not know', async () => {
  const own = await newCompanySeries();
  for (const [query, status, details] of [
    ['?active=yes', 400, { field: 'active', invalid_value: 'yes', expected_format: 'boolean' }],
    [
      '?document_type=INVOICE',
      400,
      {
        field: 'document_type',
        invalid_value: 'INVOICE',
        allowed_values: 'UNASSIGNED, STANDARD, SIMPLIFIED, CORRECTIVE, PROFORMA',
      },
    ],
    ['?limit=0', 422, { limit: 'must be greater than or equal to 1' }],
    ['?code=F', 400, { field: 'code' }],
  ] as const) {
    const answer = await own.get(query);
    const { error } = answer.body as { error: { code: string; details: unknown } };
    expect([query, answer.status, error.code, error.details]).toEqual([
      query,
      status,
      'VALIDATION_ERROR',
      details,
    ]);
  }
});

it('answers 403 for another company', async () => {
  const own = await newCompanySeries();
  const { authorization } = await newCompany();
  const { status, body } = await call(`GET ${own.path()}`, { authorization });
  expect([status, body]).toEqual([403, notAccessible(own.path())]);
});
