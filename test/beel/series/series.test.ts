import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  defaultSeries,
  invoiceNumber,
  lookAtSeries,
  periodOf,
  readSeries,
  seriesFor,
} from '../../../functions/beel/series/series.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { newStamp } from '../../support/store.ts';
import { problemOf } from '../problem.ts';
import { ownSeries } from './company-series.ts';

const newTenant = () => ({ vendor: 'beel', tenant: `live:${randomUUID()}` });

it('have ids that never change: clients keep them', () => {
  const [first] = defaultSeries({ vendor: 'beel', tenant: 'live:550e8400-e29b-41d4-a716-446655440000' });
  expect(first?.id).toBe('f0ef85e1-18a4-5822-a9ff-16294b7c4649');
});

it('are stored by their first use, as they were shown before', async () => {
  const tenant = newTenant();
  const seen = await lookAtSeries(receivables(), tenant);
  const stamp = newStamp();

  const used = await readSeries(receivables(), tenant, stamp);

  expect(used).toEqual(seen.map((one) => ({ ...one, created_at: stamp.at, updated_at: stamp.at })));
  expect(await readSeries(receivables(), tenant, newStamp())).toEqual(used);
  expect(await lookAtSeries(receivables(), tenant)).toEqual(used);
});

describe('the series of a document', () => {
  const [standard, ...others] = defaultSeries(newTenant());
  const active = ownSeries({ active: true });
  const all = [active, standard!, ...others];

  it('is the one that it names, else the default one of its type', () => {
    expect(seriesFor(all, 'STANDARD', active.id)).toBe(active);
    expect(seriesFor(all, 'STANDARD')).toBe(standard);
    expect(seriesFor(all, 'STANDARD', null)).toBe(standard);
    expect(seriesFor(all, 'PROFORMA').code).toBe('P');
  });

  it.each([
    ['none with the id', all, 'STANDARD', randomUUID(), 404, 'SERIES_NOT_FOUND', 'Series not found'],
    [
      'one of another type',
      all,
      'SIMPLIFIED',
      active.id,
      422,
      'SERIES_INCOMPATIBLE_DOC_TYPE',
      'Series EXP is for documents of type STANDARD, not SIMPLIFIED',
    ],
    [
      'an inactive one',
      [ownSeries()],
      'STANDARD',
      ownSeries().id,
      422,
      'SERIES_INACTIVE',
      'Series EXP is not active',
    ],
    [
      'no default',
      [active],
      'STANDARD',
      undefined,
      422,
      'SERIES_DEFAULT_NOT_FOUND',
      'There is no default series for documents of type STANDARD',
    ],
  ] as const)('is refused where there is %s', (_, known, type, id, status, code, message) => {
    const expected = {
      expected_document_type: type,
      defaults_status_endpoint: '/v1/companies/{company_id}/series/defaults',
    };
    const hasDetails = /DEFAULT|DOC_TYPE/.test(code);
    expect(problemOf(() => seriesFor(known, type, id))).toEqual({
      ...{ kind: 'refused', status, code, message },
      ...(hasDetails && { details: expected }),
    });
  });
});

it.each([
  ['NEVER', ''],
  ['ANNUAL', '2026'],
  ['MONTHLY', '2026-11'],
] as const)('counts %s in the period %j', (counter_reset, period) => {
  expect(periodOf({ counter_reset }, '2026-11-30')).toBe(period);
});

describe('the number of a document', () => {
  it.each([
    ['{CODIGO}-{YYYY}-{NUM:4}', 7, 'F-2026-0007'],
    ['{CODIGO}-{YYYY}-{NUM:4}', 12_345, 'F-2026-12345'],
    ['{NUM}/{MM}/{YY}', 7, '7/11/26'],
    ['{NUM:1}{NUM:10}', 7, '70000000007'],
    ['A{X}:{YYYYY}{NUM}', 7, 'A{X}:{YYYYY}7'],
    [`${'A'.repeat(56)}{NUM:4}`, 7, `${'A'.repeat(56)}0007`],
  ])('in the format %s, %d, is %s', (format, number, written) => {
    expect(invoiceNumber({ code: 'F', format }, '2026-11-30', number)).toBe(written);
  });

  it.each([`${'A'.repeat(57)}{NUM:4}`, '{NUM:999999999999}'])(
    'is refused beyond 60 characters: %s',
    (format) => {
      expect(problemOf(() => invoiceNumber({ code: 'F', format }, '2026-11-30', 7))).toEqual({
        kind: 'refused',
        status: 422,
        code: 'INVOICE_NUMBER_TOO_LONG',
        message: 'The invoice number would have 61 characters; at most 60 are allowed',
      });
    },
  );
});
