import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { expire, overwrite } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif, uuidV4 } from '../samples.ts';
import { type CompanyCustomers, codeOf, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeEach(async () => {
  own = await newCompanyCustomers();
});

const customer = (others: object = {}) => ({
  legal_name: 'Ada SL',
  nif: newNif(),
  address,
  email: 'ada@example.es',
  ...others,
});

const bulk = (customers: unknown, { query = '', headers = {} } = {}) =>
  call(`POST ${own.path()}/bulk${query}`, { ...own, json: { customers }, headers });

const state = () => tenantState('beel', own.ref().tenant);

const metadata = (total_customers: number, is_dry_run = false) => ({
  total_customers,
  is_dry_run,
  processing_time_ms: expect.any(Number),
  source_type: 'BULK_JSON',
});

/** Statistics of these counts, all others 0. */
const statistics = (counts: Record<string, number>) => ({
  total_processed: 0,
  valid: 0,
  with_warnings: 0,
  with_errors: 0,
  duplicates: 0,
  invalid_nifs: 0,
  imported: 0,
  success_rate: 0,
  importable: 0,
  not_importable: 0,
  ...counts,
});

const failure = (code: string, message: string, errors: readonly object[]) => {
  const body = beelCanonicalFailure(code, message, `${own.path()}/bulk`.slice('/api'.length));
  return { ...body, error: { ...body.error, errors } };
};

const NOT_VALID = ['BULK_VALIDATION_ERROR', 'Some of the customers are not valid: none was created'] as const;

describe('POST /api/v1/companies/{company_id}/customers/bulk', () => {
  it('creates all customers, and reports each with its id', async () => {
    const alternative_id = { type: 'NIF_IVA', number: 'FR12345678901', country_code: 'FR' };
    const { nif: _, email: __, ...foreign } = customer({ alternative_id, preferred_payment_method: {} });
    const customers = [customer({ notes: null, phone: 915551234, website: 'https://ada.es' }), foreign];

    const answer = await bulk(customers);

    const { notes, ...read } = customers[0] as ReturnType<typeof customer> & { notes: null };
    const echoes = [
      { ...read, phone: '915551234' },
      {
        ...foreign,
        alternative_id: { ...alternative_id, type: '02' },
        preferred_payment_method: { method: 'BANK_TRANSFER' },
      },
    ];
    const row = { customer_id: expect.stringMatching(uuidV4), errors: [], warnings: [] };
    const missing = { field: 'email', message: 'is missing: invoices cannot be sent by mail' };
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(undefined);
    expect(answer.body).toEqual(
      beelSuccess({
        metadata: metadata(2),
        customers_validation: [
          { index: 0, customer: echoes[0], ...row, status: 'VALID' },
          { index: 1, customer: echoes[1], ...row, status: 'WARNING', warnings: [missing] },
        ],
        statistics: statistics({
          total_processed: 2,
          valid: 1,
          with_warnings: 1,
          imported: 2,
          success_rate: 1,
          importable: 2,
        }),
      }),
    );
    const [first] = idsOf(answer);
    const shown = await own.get(first as string);
    expect(shown.body).toMatchObject({ data: { id: first, website: 'https://ada.es', phone: '915551234' } });
    expect(await storedCustomer(own.ref(first))).toMatchObject({
      reference: {},
      creation: { operation: 'beel/customers/create-customers' },
      version: 1,
    });
    expect((await state()).size).toBe(4);
  });

  it('reports whatever is wrong with any row, and creates none', async () => {
    const [there, nif] = [customer(), newNif()];
    await own.create(there);
    const rows = [
      customer(),
      there,
      customer({ nif }),
      customer({ nif }),
      customer({ nif: 'b12345674' }),
      customer({ nif: undefined }),
      customer({ legal_name: '', address: { ...address, city: 7, province: 'Москва' }, phone: {} }),
      customer({ preferred_payment_method: { method: 'GOLD' } }),
      'Ada',
      customer({ nif: undefined, alternative_id: { type: 'PASSPORT', number: ' ', country_code: 'FR' } }),
      customer({ notes: 'x'.repeat(200 * 1024) }),
    ];
    const before = await state();

    const refused = await bulk(rows);
    const looked = await bulk(rows, { query: '?dry_run=true' });

    const said = [
      [1, 'nif', 'A client with this NIF already exists', there.nif, 'CLIENT_DUPLICATE'],
      [3, 'nif', 'is the same as in row 3', nif, 'CLIENT_DUPLICATE'],
      [4, 'nif', expect.any(String), 'b12345674', 'NIF_INVALID_FORMAT'],
      [5, 'nif', 'nif or alternative_id is required', '', 'CUSTOMER_IDENTIFIER_REQUIRED'],
      [6, 'legal_name', expect.stringContaining('>=1'), '', 'VALIDATION_ERROR'],
      [6, 'address.province', expect.any(String), 'Москва', 'VALIDATION_ERROR'],
      [6, 'phone', expect.any(String), '', 'INVALID_JSON_FORMAT'],
      [7, 'preferred_payment_method.method', expect.any(String), 'GOLD', 'VALIDATION_ERROR'],
      [8, 'customer', expect.any(String), 'Ada', 'INVALID_JSON_FORMAT'],
      [9, 'alternative_id.number', 'must not be blank', ' ', 'ALTERNATIVE_ID_INVALID'],
      [
        10,
        'customer',
        expect.stringMatching(/^has \d+ bytes; at most 204800 are taken$/),
        '',
        'REQUEST_BODY_TOO_LARGE',
      ],
    ] as const;
    expect(refused.status).toBe(422);
    expect(refused.body).toEqual(
      failure(
        ...NOT_VALID,
        said.map(([index, field, message]) => ({ index, field, message })),
      ),
    );
    expect(looked.status).toBe(200);
    const data = dataOf(looked) as unknown as Report;
    expect(data.metadata).toEqual(metadata(11, true));
    expect(
      data.customers_validation.map(({ index, status, customer }) => [index, status, !!customer]),
    ).toEqual([
      [0, 'VALID', true],
      [1, 'DUPLICATE', true],
      [2, 'VALID', true],
      [3, 'DUPLICATE', true],
      [4, 'NIF_INVALID', true],
      [5, 'ERROR', true],
      [6, 'ERROR', false],
      [7, 'ERROR', false],
      [8, 'ERROR', false],
      [9, 'ERROR', true],
      [10, 'ERROR', false],
    ]);
    expect(
      data.customers_validation.flatMap(({ index, errors }) => errors.map((error) => ({ index, ...error }))),
    ).toEqual(said.map(([index, field, message, value, code]) => ({ index, field, message, value, code })));
    expect(data.statistics).toEqual(
      statistics({
        total_processed: 11,
        valid: 2,
        with_errors: 6,
        duplicates: 2,
        invalid_nifs: 1,
        success_rate: 2 / 11,
        importable: 2,
        not_importable: 9,
      }),
    );
    expect(await state()).toEqual(before);
  });

  it.each([
    ['no customers', [], 422, 'VALIDATION_ERROR'],
    ['501 customers', Array(501).fill(0), 422, 'VALIDATION_ERROR'],
    ['no list', {}, 400, 'INVALID_JSON_FORMAT'],
    ['nothing', undefined, 422, 'VALIDATION_ERROR'],
  ])('refuses %s', async (_, customers, status, code) => {
    const answer = await bulk(customers);

    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    const { details } = (answer.body as { error: { details: object } }).error;
    if (status === 422) expect(Object.keys(details)).toEqual(['customers']);
  });

  it('takes 500 whole customers, and not more than 2 MB', async () => {
    const whole = () =>
      customer({
        trade_name: 'Ada',
        phone: '915551234',
        website: 'https://ada.es',
        billing_emails: Array.from({ length: 20 }, (_, n) => `facturas${n}@example.es`),
        contact_person: 'Ada',
        notes: 'x',
        general_discount: 1,
        preferred_payment_method: { method: 'CARD', payment_term_days: 30 },
      });

    const answer = await bulk(Array.from({ length: 500 }, whole));
    const tooLarge = await bulk([customer({ notes: 'x'.repeat(2 * 1024 * 1024) })]);

    expect(answer.status).toBe(201);
    expect((dataOf(answer) as unknown as Report).statistics).toMatchObject({ imported: 500, valid: 500 });
    expect((await state()).size).toBe(1000);
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body).toMatchObject({
      error: {
        code: 'REQUEST_BODY_TOO_LARGE',
        details: {
          max_size_bytes: '2097152',
          max_size_formatted: '2.0 MB',
          request_size_bytes: expect.stringMatching(/^20\d{5}$/),
        },
      },
    });
  });

  it('refuses what it does not know in the query, and another word than true or false', async () => {
    const unknown = await bulk([customer()], { query: '?dryrun=true' });
    const neither = await bulk([customer()], { query: '?dry_run=yes' });

    expect([unknown.status, codeOf(unknown)]).toEqual([400, 'VALIDATION_ERROR']);
    expect(neither.body).toMatchObject({
      error: {
        code: 'VALIDATION_ERROR',
        details: { field: 'dry_run', invalid_value: 'yes', expected_format: 'boolean' },
      },
    });
    expect((await state()).size).toBe(0);
  });

  it('shows another company nothing of its own', async () => {
    const stranger = await newCompanyCustomers();

    const answer = await call(`POST ${own.path()}/bulk`, { ...stranger, json: { customers: [customer()] } });

    expect([answer.status, codeOf(answer)]).toEqual([403, 'ACTIVE_COMPANY_NOT_ACCESSIBLE']);
    expect((await state()).size).toBe(0);
  });
});

describe('an Idempotency-Key of many', () => {
  const withKey = (key: string = randomUUID()) => ({ headers: { 'idempotency-key': key } });
  const flat = (customers: unknown, { headers }: ReturnType<typeof withKey>) =>
    call('POST /api/v1/customers/bulk', { ...own, json: { customers }, headers });

  it('is replayed on both routes, and makes nothing again', async () => {
    const [customers, key] = [[customer(), customer()], withKey()];
    const first = await bulk(customers, key);
    await own.patch(idsOf(first)[1] as string, { nif: newNif() });
    const before = await state();

    const [same, onFlat] = [await bulk(customers, key), await flat(customers, key)];

    const { metadata: _, ...report } = dataOf(first) as unknown as Report;
    for (const answer of [same, onFlat]) {
      expect([answer.status, answer.headers['idempotency-replay']]).toEqual([201, 'true']);
      expect(dataOf(answer)).toEqual({ metadata: metadata(2), ...report });
    }
    expect(first.headers['idempotency-replay']).toBe(undefined);
    expect(await state()).toEqual(before);
  });

  it('is of one body, be it of many or of one', async () => {
    const [one, key] = [customer(), withKey()];
    await bulk([one], key);
    const before = await state();

    const others = [
      await bulk([customer()], key),
      await flat([customer()], key),
      await own.create(one, key.headers),
      await own.createFlat(customer(), key.headers),
    ];

    expect(others.map((answer) => [answer.status, codeOf(answer)])).toEqual(
      Array(4).fill([409, 'IDEMPOTENCY_KEY_MISMATCH']),
    );
    expect(await state()).toEqual(before);
  });

  it('is free again after a refusal and after a dry run', async () => {
    const key = withKey();
    const [bad] = [await bulk([{}], key), await bulk([customer()], { query: '?dry_run=true', ...key })];

    const answer = await bulk([customer()], key);

    expect([bad.status, answer.status, answer.headers['idempotency-replay']]).toEqual([422, 201, undefined]);
  });

  it('waits for the first request, and completes it once that is dead', async () => {
    const [customers, key] = [[customer(), customer()], withKey()];
    const first = await bulk(customers, key);
    const ids = idsOf(first);
    // As if the process had died between two transactions.
    const [kept, lost] = await Promise.all(ids.map((id) => storedCustomer(own.ref(id))));
    for (const item of (await state()).values())
      if (!JSON.stringify(item).includes(ids[0] as string)) await forget(item);
    expect(lost?.version).toBe(1);

    const early = await bulk(customers, key);
    expect([early.status, codeOf(early), early.headers['retry-after']]).toEqual([
      409,
      'IDEMPOTENCY_KEY_PROCESSING',
      '2',
    ]);

    const { creation } = kept as CustomerItem;
    await overwrite({ ...kept, creation: { ...creation, at: new Date(Date.now() - 61_000).toISOString() } });
    const late = await bulk(customers, key);
    expect([late.status, late.headers['idempotency-replay'], idsOf(late)]).toEqual([201, undefined, ids]);
    expect((await state()).size).toBe(4);
  });

  it('that completes nothing, because another customer is there by now, names what was left', async () => {
    const [customers, key] = [[customer(), customer()], withKey()];
    const first = await bulk(customers, key);
    const ids = idsOf(first);
    for (const item of (await state()).values())
      if (!JSON.stringify(item).includes(ids[0] as string)) await forget(item);
    const kept = (await storedCustomer(own.ref(ids[0]))) as CustomerItem;
    const at = new Date(Date.now() - 61_000).toISOString();
    await overwrite({ ...kept, creation: { ...kept.creation, at } });
    await own.create(customers[1]);

    const answer = await bulk(customers, key);

    const message = 'Some of the customers are not valid: none was created but those that are named';
    expect([answer.status, answer.body]).toEqual([
      422,
      failure('BULK_VALIDATION_ERROR', message, [
        { index: 1, field: 'nif', message: 'A client with this NIF already exists' },
        {
          index: 0,
          field: 'customer',
          message: 'was created by an earlier request with this Idempotency-Key, and stays',
        },
      ]),
    ]);
  });
});

const forget = (item: unknown) => {
  const { pk, sk } = item as CustomerItem;
  return expire({ pk, sk });
};

interface Report {
  readonly metadata: object;
  readonly customers_validation: readonly {
    readonly index: number;
    readonly status: string;
    readonly customer?: object;
    readonly customer_id?: string;
    readonly errors: readonly object[];
  }[];
  readonly statistics: object;
}

const idsOf = (answer: Parameters<typeof dataOf>[0]) =>
  (dataOf(answer) as unknown as Report).customers_validation.map(({ customer_id }) => customer_id as string);
