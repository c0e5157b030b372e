import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { notAccessible } from '../companies/companies.ts';
import { newCompany } from '../samples.ts';
import { newCompanySeries } from './company-series.ts';

it('shows a series before and after it is stored, under one id', async () => {
  const own = await newCompanySeries();
  const { id } = own.expected[1]!;
  const before = await own.get(`/${id}`);
  expect([before.status, before.body]).toEqual([200, beelSuccess(own.expected[1])]);
  expect(await own.stored()).toBeUndefined();

  await own.ensure();

  expect((await own.get(`/${id.toUpperCase()}`)).body).toEqual(beelSuccess(own.dated()[1]));
});

it('answers 404 alike to an unknown series, another company’s, and one of the other environment', async () => {
  const [own, other] = [await newCompanySeries(), await newCompanySeries()];
  await own.ensure();
  await other.ensure();
  for (const id of [randomUUID(), other.expected[0]!.id]) {
    const { status, body } = await own.get(`/${id}`);
    expect([status, body]).toEqual([404, own.failure('SERIES_NOT_FOUND', 'Series not found', `/${id}`)]);
  }
  const { id } = own.expected[0]!;
  const authorization = await beelAuthorization({ company: own.company, mode: 'test' });
  const { status, body } = await call(`GET ${own.path(`/${id}`)}`, { authorization });
  expect([status, body]).toEqual([404, own.failure('SERIES_NOT_FOUND', 'Series not found', `/${id}`)]);
});

it('answers 403 for another company, and 400 to an id that is no UUID', async () => {
  const own = await newCompanySeries();
  const path = own.path(`/${own.expected[0]!.id}`);
  const { authorization } = await newCompany();
  const theirs = await call(`GET ${path}`, { authorization });
  expect([theirs.status, theirs.body]).toEqual([403, notAccessible(path)]);

  const { status, body } = await own.get('/42');
  const details = { field: 'series_id', invalid_value: '42', expected_format: 'UUID' };
  const message = "Invalid parameter 'series_id': must be a UUID";
  expect([status, body]).toEqual([400, own.failure('VALIDATION_ERROR', message, '/42', details)]);
});
