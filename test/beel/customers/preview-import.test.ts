import { describe, expect, it } from 'vitest';
import { call } from '../../support/http.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import { dataOf, newCompanyCustomers } from './companies.ts';
import { fileOf, form, HEADER, line } from './files.ts';

describe('POST /api/v1/companies/{company_id}/customers/imports/preview', () => {
  it('reports what an import would create, without a key, and writes nothing', async () => {
    const own = await newCompanyCustomers();
    const state = () => tenantState('beel', own.ref().tenant);
    const there = newNif();
    await own.create({ legal_name: 'There SL', nif: there, address });
    const before = await state();

    const file = fileOf(HEADER, line(), line({ nif: there }), line({ email: '' }));
    const answer = await call(`POST ${own.path()}/imports/preview`, {
      authorization: own.authorization,
      ...(await form(file, { source: 'csv' })),
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      data: {
        metadata: { is_dry_run: true, source_type: 'CSV_IMPORT', total_rows: 3 },
        statistics: {
          total_processed: 3,
          valid: 1,
          with_warnings: 1,
          duplicates: 1,
          imported: 0,
          importable: 2,
        },
      },
    });
    expect(JSON.stringify(dataOf(answer))).not.toContain('customer_id');
    expect(await state()).toEqual(before);
  });

  it.each([
    ['es', 'falta: las facturas no se pueden enviar por correo', 'es el mismo que en la fila 1'],
    ['ca', 'falta: les factures no es poden enviar per correu', 'és el mateix que a la fila 1'],
  ])('tells of rows in the language of the request: %s', async (language, missing, repeated) => {
    const own = await newCompanyCustomers();
    const nif = newNif();
    const { raw, headers } = await form(fileOf(HEADER, line({ nif, email: '' }), line({ nif })), {
      source: 'csv',
    });

    const answer = await call(`POST ${own.path()}/imports/preview`, {
      authorization: own.authorization,
      raw,
      headers: { ...headers, 'accept-language': language },
    });

    const rows = dataOf(answer).customers_validation as { warnings: object[]; errors: object[] }[];
    expect(rows.map(({ warnings, errors }) => [...warnings, ...errors])).toEqual([
      [{ field: 'email', message: missing }],
      [{ field: 'nif', value: nif, message: repeated, code: 'CLIENT_DUPLICATE' }],
    ]);
  });
});
