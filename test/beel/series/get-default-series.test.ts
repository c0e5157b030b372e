import { expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { notAccessible } from '../companies/companies.ts';
import { newCompany } from '../samples.ts';
import { newCompanySeries, ownSeries } from './company-series.ts';

it('tells of each type which series is its default, and whether it is stored', async () => {
  const own = await newCompanySeries();
  const rows = (exists: boolean) => ({
    defaults: own.expected.map(({ document_type, id, code }) => ({
      document_type,
      exists,
      series_id: id,
      code,
      provisional: !exists,
    })),
  });
  const before = await own.get('/defaults');
  expect([before.status, before.body]).toEqual([200, beelSuccess(rows(false))]);
  expect(await own.stored()).toBeUndefined();

  await own.ensure();

  expect((await own.get('/defaults')).body).toEqual(beelSuccess(rows(true)));
});

it('names the company’s own default, and only one a type', async () => {
  const own = await newCompanySeries();
  const series = ownSeries({ default_series: true, active: true });
  await own.add(series);

  const { body } = await own.get('/defaults');

  const [, ...others] = own.expected;
  expect(body).toEqual(
    beelSuccess({
      defaults: [
        { document_type: 'STANDARD', exists: true, series_id: series.id, code: 'EXP', provisional: false },
        ...others.map(({ document_type, id, code }) => ({
          document_type,
          exists: false,
          series_id: id,
          code,
          provisional: true,
        })),
      ],
    }),
  );
});

it('answers 403 for another company, and 400 to any query parameter', async () => {
  const own = await newCompanySeries();
  const { authorization } = await newCompany();
  const theirs = await call(`GET ${own.path('/defaults')}`, { authorization });
  expect([theirs.status, theirs.body]).toEqual([403, notAccessible(own.path('/defaults'))]);
  const { status, body } = await own.get('/defaults?page=1');
  const message = "Invalid parameter 'page': unknown";
  expect([status, body]).toEqual([
    400,
    own.failure('VALIDATION_ERROR', message, '/defaults', { field: 'page' }),
  ]);
});
