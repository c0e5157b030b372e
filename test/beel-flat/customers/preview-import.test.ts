import { describe, expect, it } from 'vitest';
import { fileOf, form, HEADER, line } from '../../beel/customers/files.ts';
import { newCompany } from '../../beel/samples.ts';
import { call } from '../../support/http.ts';
import { tenantState } from '../../support/tenant-state.ts';

interface Report {
  readonly data: {
    readonly metadata: { readonly is_dry_run: boolean };
    readonly customers_validation: readonly { readonly status: string; readonly customer_id?: string }[];
    readonly statistics: { readonly imported: number };
  };
}

describe('POST /api/v1/customers/import-csv-preview', () => {
  const file = fileOf(HEADER, line(), line({ nif: 'B1' }));

  it.each([
    ['left out', {}, true],
    ['true', { dry_run: 'true' }, true],
    ['false', { dry_run: 'false' }, false],
  ])('with dry_run %s', async (_, fields, isDryRun) => {
    const own = await newCompany();

    const answer = await call('POST /api/v1/customers/import-csv-preview', {
      authorization: own.authorization,
      ...(await form(file, fields)),
    });

    const { metadata, customers_validation: rows, statistics } = (answer.body as Report).data;
    expect(answer.status).toBe(200);
    expect([metadata.is_dry_run, statistics.imported]).toEqual([isDryRun, isDryRun ? 0 : 1]);
    expect(rows.map(({ status, customer_id }) => [status, customer_id !== undefined])).toEqual([
      ['VALID', !isDryRun],
      ['NIF_INVALID', false],
    ]);
    expect((await tenantState('beel', own.ref().tenant)).size).toBe(isDryRun ? 0 : 2);
  });

  it('refuses another word', async () => {
    const own = await newCompany();
    const answer = await call('POST /api/v1/customers/import-csv-preview', {
      authorization: own.authorization,
      ...(await form(file, { dry_run: 'no' })),
    });
    expect(answer.status).toBe(400);
  });
});
