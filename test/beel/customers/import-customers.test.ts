import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { expire } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import { type CompanyCustomers, codeOf, dataOf, newCompanyCustomers } from './companies.ts';
import { fileOf, form, HEADER, line } from './files.ts';

let own: CompanyCustomers;

beforeEach(async () => {
  own = await newCompanyCustomers();
});

const state = () => tenantState('beel', own.ref().tenant);

async function send(
  file: Blob | string | undefined,
  {
    key = randomUUID() as string | null,
    fields = { source: 'csv' } as Record<string, string>,
    route = '',
  } = {},
): Promise<Answer> {
  const { raw, headers } = await form(file, fields);
  const withKey = key === null ? headers : { ...headers, 'idempotency-key': key };
  return call(`POST ${own.path()}/imports${route}`, { ...own, raw, headers: withKey });
}

const failure = (code: string, message: string, details?: Record<string, unknown>) =>
  beelCanonicalFailure(code, message, `${own.path()}/imports`.slice('/api'.length), details);

interface Row {
  readonly index: number;
  readonly status: string;
  readonly customer_id?: string;
  readonly errors: readonly { readonly field: string; readonly code: string }[];
}

const rowsOf = (answer: Answer) =>
  (dataOf(answer) as unknown as { customers_validation: Row[] }).customers_validation;

const statuses = (answer: Answer) => rowsOf(answer).map(({ status }) => status);

describe('POST /api/v1/companies/{company_id}/customers/imports', () => {
  it('creates the good rows of a file and reports all of them', async () => {
    const [nif, other] = [newNif(), newNif()];
    await own.create({ legal_name: 'There SL', nif: other, address });
    const file = fileOf(
      HEADER,
      line({ nif }),
      line({ nif: other }),
      line({ nif: 'B1' }),
      line({ nif }),
      line({ name: '"Talleres; del Túria"', email: '' }),
      ';;;;;;;;x',
    );

    const answer = await send(file);

    const { country: _, country_code: __, ...spanish } = address;
    const read = { legal_name: 'Ada SL', nif, email: 'ada@example.es', phone: '915551234', address: spanish };
    const rows = rowsOf(answer);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      beelSuccess({
        metadata: {
          total_customers: 6,
          is_dry_run: false,
          processing_time_ms: expect.any(Number),
          source_type: 'CSV_IMPORT',
          filename: 'clientes.csv',
          file_size_bytes: file.size,
          total_rows: 6,
        },
        customers_validation: rows,
        statistics: {
          total_processed: 6,
          valid: 1,
          with_warnings: 1,
          with_errors: 1,
          duplicates: 2,
          invalid_nifs: 1,
          imported: 2,
          success_rate: 2 / 6,
          importable: 2,
          not_importable: 4,
        },
      }),
    );
    expect(rows[0]).toEqual({
      index: 1,
      row_number: 1,
      customer: read,
      customer_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'VALID',
      errors: [],
      warnings: [],
    });
    expect(
      rows.map(({ index, status, customer_id, errors }) => [index, status, !!customer_id, errors[0]?.code]),
    ).toEqual([
      [1, 'VALID', true, undefined],
      [2, 'DUPLICATE', false, 'CLIENT_DUPLICATE'],
      [3, 'NIF_INVALID', false, 'NIF_INVALID_FORMAT'],
      [4, 'DUPLICATE', false, 'CLIENT_DUPLICATE'],
      [5, 'WARNING', true, undefined],
      [6, 'ERROR', false, 'VALIDATION_ERROR'],
    ]);
    expect(rows[5]?.errors.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['legal_name', 'address.street', 'address.city']),
    );
    expect(await storedCustomer(own.ref(rows[0]?.customer_id))).toMatchObject({
      profile: { ...read, trade_name: 'Ada SL', general_discount: 0 },
      reference: { request: expect.stringMatching(/^[0-9a-f]{64}$/) },
      creation: { operation: 'beel/customers/import-customers' },
    });
    expect((await state()).size).toBe(6);
  });

  it('makes nothing twice of the same file, with the same key or another', async () => {
    const [file, key] = [fileOf(HEADER, line(), line()), randomUUID()];
    const first = await send(file, { key });
    const before = await state();

    const [same, other] = [await send(file, { key }), await send(file)];

    expect([first.headers['idempotency-replay'], same.headers['idempotency-replay']]).toEqual([
      undefined,
      'true',
    ]);
    expect([same.status, rowsOf(same)]).toEqual([201, rowsOf(first)]);
    expect([other.status, statuses(other)]).toEqual([201, ['DUPLICATE', 'DUPLICATE']]);
    expect(await state()).toEqual(before);
  });

  it('completes what an import with the same key has begun', async () => {
    const [file, key] = [fileOf(HEADER, line(), line()), randomUUID()];
    const ids = rowsOf(await send(file, { key })).map(({ customer_id }) => customer_id);
    for (const item of (await state()).values()) {
      const { pk, sk } = item as { pk: string; sk: string };
      if (JSON.stringify(item).includes(ids[1] as string)) await expire({ pk, sk });
    }

    const again = await send(file, { key });

    expect([again.status, again.headers['idempotency-replay']]).toEqual([201, undefined]);
    expect(rowsOf(again).map(({ customer_id }) => customer_id)).toEqual(ids);
    expect((await state()).size).toBe(4);
  });

  it('needs a key, and a key is of one file, be it of many customers or of one', async () => {
    const [file, key] = [fileOf(HEADER, line()), randomUUID()];
    const without = await send(file, { key: null });
    await send(file, { key });
    const before = await state();

    const other = await send(fileOf(HEADER, line()), { key });
    const json = { customers: [{ legal_name: 'Ada SL', nif: newNif(), address }] };
    const bulk = await call(`POST ${own.path()}/bulk`, { ...own, json, headers: { 'idempotency-key': key } });

    expect([without.status, without.body]).toEqual([
      400,
      failure('IDEMPOTENCY_KEY_REQUIRED', 'The Idempotency-Key header is required'),
    ]);
    expect([other.status, codeOf(other)]).toEqual([409, 'IDEMPOTENCY_KEY_MISMATCH']);
    expect([bulk.status, codeOf(bulk)]).toEqual([409, 'IDEMPOTENCY_KEY_MISMATCH']);
    expect(await state()).toEqual(before);
  });

  it('imports the template as it is', async () => {
    const template = await call('GET /api/v1/templates/customer-import', own);

    const answer = await send(new Blob([template.body as string]));

    expect([answer.status, statuses(answer)]).toEqual([201, Array(4).fill('VALID')]);
    expect((await state()).size).toBe(8);
  });

  const english =
    'Legal_Name,NIF,"email",phone,address_street,address_number,address_postal_code,address_city,address_province';
  const cells = (separator: string) => line().replaceAll(';', separator);

  it.each([
    ['commas and an English header in any case', `${english}\r\n${cells(',')}\r\n`],
    ['tabs', `${HEADER.replaceAll(';', '\t')}\n${cells('\t')}`],
    ['a byte order mark', `\uFEFF${HEADER}\n${line()}`],
    ['20 lines before the header', `${'Clientes "2026\n'.repeat(20)}${HEADER}\n\n${line()}\n\n`],
    [
      'other columns, in another order',
      `extra;${HEADER.split(';').reverse().join(';')}\nx;${line().split(';').reverse().join(';')};y`,
    ],
    ['line breaks of old', `${HEADER}\r${line()}`],
    ['quotes around a line break and a separator', `${HEADER}\n${line({ name: '"Ada; SL"' })}`],
  ])('reads a file with %s', async (_, text) => {
    expect(statuses(await send(new Blob([text])))).toEqual(['VALID']);
  });

  it('reads 1,000 rows, and refuses more before it writes', async () => {
    const lines = Array.from({ length: 1_001 }, (_, n) => line({ nif: n < 999 ? 'B1' : newNif() }));

    const most = await send(fileOf(HEADER, ...lines.slice(1)), { route: '/preview' });
    const tooMany = await send(fileOf(HEADER, ...lines));
    const quoted = await send(fileOf(HEADER, ...lines.slice(1), line({ name: '"Ada"' })));

    expect(most.status).toBe(200);
    expect(statuses(most).slice(-3)).toEqual(['NIF_INVALID', 'VALID', 'VALID']);
    const refusal = [
      400,
      failure('TOO_MANY_RECORDS', 'The file has 1001 records; at most 1000 are taken', {
        record_count: 1_001,
        max_records: 1_000,
      }),
    ];
    expect([tooMany.status, tooMany.body]).toEqual(refusal);
    expect([quoted.status, quoted.body]).toEqual(refusal);
    expect((await state()).size).toBe(0);
  });

  it('names the columns that it lacks, and those it has', async () => {
    const answer = await send(fileOf('Clientes', 'nombre_fiscal;nif;email', 'Ada;B12345674;a@b.co'));

    const missing_headers = HEADER.split(';').slice(3);
    const found_headers = ['nombre_fiscal', 'nif', 'email'];
    const message =
      `Required headers not found: ${missing_headers.map((name) => `'${name}'`).join(', ')}. ` +
      'Headers found: nombre_fiscal, nif, email';
    expect([answer.status, answer.body]).toEqual([
      400,
      failure('MISSING_HEADERS', message, { missing_headers, found_headers }),
    ]);
  });

  it.each([
    ['no text', new Blob([Buffer.from([0xff, 0xfe, 0x00])]), 'The file is not UTF-8'],
    ['no CSV', fileOf(HEADER, 'Ada "SL;"'), expect.stringMatching(/^The file is no CSV: /)],
  ])('refuses a file that is %s', async (_, file, message) => {
    const answer = await send(file);
    expect([answer.status, answer.body]).toEqual([400, failure('BAD_REQUEST', message)]);
  });

  it('refuses an empty file for its headers', async () => {
    expect(codeOf(await send(new Blob([''])))).toBe('MISSING_HEADERS');
    expect((await send(fileOf(HEADER))).body).toMatchObject({ data: { customers_validation: [] } });
  });

  it('refuses a file of more than 4 MB, and leaves a longer form to the gateway', async () => {
    const large = await send(new Blob([Buffer.alloc(4.1 * 1024 * 1024, 'x')]));
    const larger = await send(new Blob([Buffer.alloc(4.6 * 1024 * 1024, 'x')]));

    expect([large.status, large.body]).toEqual([
      400,
      failure('CSV_FILE_TOO_LARGE', 'The file is larger than 4 MB', {
        file_size_mb: 4.1,
        max_file_size_mb: 4,
      }),
    ]);
    expect(larger.status).toBe(413);
  });

  it.each([
    ['no file', undefined, { source: 'csv' }, 422, 'VALIDATION_ERROR', { file: 'is required' }],
    [
      'a text for a file',
      'a,b',
      { source: 'csv' },
      400,
      'INVALID_JSON_FORMAT',
      { field: 'file', invalid_value: 'a,b', expected_format: 'file' },
    ],
    ['no source', fileOf(HEADER), {}, 422, 'VALIDATION_ERROR', { source: 'is required' }],
    [
      'a file of Holded',
      fileOf(HEADER),
      { source: 'holded' },
      422,
      'VALIDATION_ERROR',
      { field: 'source', invalid_value: 'holded', allowed_values: 'csv' },
    ],
  ])('refuses a form with %s', async (_, file, fields, status, code, details) => {
    const answer = await send(file, { fields: fields as Record<string, string> });

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error: { code, details } });
  });

  it('takes forms as any client writes them, and nothing but forms', async () => {
    const part = (head: string, value: string) =>
      `--b'x y\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
    const raw = `${part('name="file"; filename="x.csv"', `${HEADER}\n${line()}`)}${part('name=source', 'csv')}--b'x y--\r\n`;
    const sent = (contentType: string, body = raw) =>
      call(`POST ${own.path()}/imports`, {
        ...own,
        raw: body,
        headers: { 'content-type': contentType, 'idempotency-key': randomUUID() },
      });

    expect((await sent(`Multipart/Form-Data;charset=utf-8; boundary="b'x y"`)).status).toBe(201);
    const broken = [
      await sent('multipart/form-data; boundary=other'),
      await sent('multipart/form-data; x=y'),
      await sent(`multipart/form-data; boundary="b'x y"`, raw.slice(0, -20)),
      await sent('multipart/form-data; boundary=b', ''),
    ];
    expect(broken.map((answer) => [answer.status, codeOf(answer)])).toEqual(
      broken.map(() => [400, 'INVALID_JSON_FORMAT']),
    );
    const json = await sent('application/json', '{}');
    expect([json.status, codeOf(json)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('shows another company nothing of its own', async () => {
    const stranger = await newCompanyCustomers();
    const { raw, headers } = await form(fileOf(HEADER, line()), { source: 'csv' });

    for (const route of ['', '/preview']) {
      const answer = await call(`POST ${own.path()}/imports${route}`, {
        ...stranger,
        raw,
        headers: { ...headers, 'idempotency-key': randomUUID() },
      });
      expect([answer.status, codeOf(answer)]).toEqual([403, 'ACTIVE_COMPANY_NOT_ACCESSIBLE']);
    }
    expect((await state()).size).toBe(0);
  });
});
