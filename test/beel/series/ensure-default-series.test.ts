import { expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { notAccessible } from '../companies/companies.ts';
import { newCompany } from '../samples.ts';
import { newCompanySeries, ownSeries } from './company-series.ts';

it('stores the default series once, however often and however many at a time ask for it', async () => {
  const own = await newCompanySeries();

  const answers = await Promise.all(Array.from({ length: 4 }, () => own.ensure()));

  for (const { status, body } of answers)
    expect([status, body]).toEqual([200, beelSuccess({ series: own.dated() })]);
  const stored = await own.stored();
  expect(stored).toEqual({
    pk: `beel#live:${own.company}#SERIES`,
    sk: 'SERIES',
    series: own.expected.map((series) => ({
      ...series,
      created_at: stored?.creation.at,
      updated_at: stored?.creation.at,
    })),
    creation: {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel/series/ensure-default-series',
    },
    update: stored?.creation,
    revision: 1,
  });
  const [first] = answers;
  expect((await own.ensure({ 'idempotency-key': 'again' })).body).toEqual(
    beelSuccess((first!.body as { data: unknown }).data),
  );
  expect(await own.stored()).toEqual(stored);
});

it('makes only those that are missing, and answers with the defaults', async () => {
  const own = await newCompanySeries();
  const simplified = ownSeries({ document_type: 'SIMPLIFIED', default_series: true });
  await own.add(simplified);

  const { body } = await own.ensure();

  const dates = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-02-03T04:05:06Z' };
  const [standard, , ...others] = own.dated();
  expect(body).toEqual(beelSuccess({ series: [{ ...simplified, ...dates }, standard, ...others] }));
});

it('refuses a key that is none, another company and any query parameter, and stores nothing', async () => {
  const own = await newCompanySeries();
  const bad = await own.ensure({ 'idempotency-key': 'a b' });
  const message = 'The Idempotency-Key header must be 1 to 255 letters, digits, hyphens or underscores';
  expect([bad.status, bad.body]).toEqual([400, own.failure('INVALID_IDEMPOTENCY_KEY', message, '/defaults')]);

  const { authorization } = await newCompany();
  const theirs = await call(`PUT ${own.path('/defaults')}`, { authorization });
  expect([theirs.status, theirs.body]).toEqual([403, notAccessible(own.path('/defaults'))]);

  const { status } = await call(`PUT ${own.path('/defaults')}?a=1`, own);
  expect(status).toBe(400);
  expect(await own.stored()).toBeUndefined();
});
