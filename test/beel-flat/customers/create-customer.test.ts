import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { address, isoTime, newCompany, newNif, uuidV4 } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

type Company = Awaited<ReturnType<typeof newCompany>>;
let own: Company;

beforeAll(async () => {
  own = await newCompany();
});

const create = (json: unknown, authorization = own.authorization) =>
  call('POST /api/v1/customers', { authorization, json });

const idOf = (answer: { body: unknown }) => (answer.body as { data: { id: string } }).data.id;

const minimal = () => ({ legal_name: 'Ada SL', nif: newNif(), address });

describe('POST /api/v1/customers', () => {
  it('creates a customer with every documented field, stores it and gives it back', async () => {
    const fields = {
      legal_name: 'Construcciones García SL',
      trade_name: 'García',
      nif: newNif(),
      address: { ...address, floor: '3º', door: 'B' },
      phone: '+34 (91) 555-1234',
      email: 'a@b.co',
      billing_emails: ['facturas@garcia.es', 'copia@garcia.es'],
      contact_person: 'María García',
      notes: 'Cliente desde 2019.\nPaga a tiempo.',
      preferred_payment_method: {
        method: 'DIRECT_DEBIT',
        iban: 'ES9121000418450200051332',
        swift: 'ABCDESMMXXX',
        payment_term_days: 60,
      },
      general_discount: 12.5,
    };

    const answer = await create({
      ...fields,
      web: 'https://garcia.es',
      active: false,
      unknown: { field: 1 },
    });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      beelSuccess({
        id: expect.stringMatching(uuidV4),
        ...fields,
        web: 'https://garcia.es',
        website: 'https://garcia.es',
        active: true,
        created_at: expect.stringMatching(isoTime),
        updated_at: expect.stringMatching(isoTime),
      }),
    );
    expect(answer.headers.sunset).toBe('Wed, 09 Dec 2026 00:00:00 GMT');
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel-flat/customers/create-customer',
    };
    const ref = own.ref(idOf(answer));
    expect(await storedCustomer(ref)).toEqual({
      pk: `beel#live:${own.company}#${ref.id}`,
      sk: 'CUSTOMER',
      linkCount: 0,
      profile: { ...fields, web: 'https://garcia.es' },
      reference: {},
      listed: {
        trade_name: 'garcia',
        nif: fields.nif.toLowerCase(),
        email: 'a@b.co',
        phone: '+34915551234',
        city: 'madrid',
        province: 'madrid',
        created_at: expect.any(Number),
      },
      listKey: listKey(ref, 'CUSTOMER', 'ACTIVE'),
      listOrder: `construcciones garcia sl\t${ref.id}`,
      creation: stamp,
      update: stamp,
      version: 1,
    });
  });

  it('fills in what the vendor has defaults for, and leaves out the rest', async () => {
    const { country, country_code, ...withoutCountry } = address;
    const json = {
      legal_name: 'Ada SL',
      nif: newNif(),
      address: withoutCountry,
      preferred_payment_method: {},
      trade_name: null,
      alternative_id: null,
      phone: null,
      email: null,
      web: null,
      billing_emails: null,
      contact_person: null,
      notes: null,
      general_discount: null,
    };

    const answer = await create(json);

    expect(answer.body).toEqual(
      beelSuccess({
        id: expect.stringMatching(uuidV4),
        legal_name: 'Ada SL',
        trade_name: 'Ada SL',
        nif: json.nif,
        address: { ...withoutCountry, country: 'España', country_code: 'ES' },
        preferred_payment_method: { method: 'BANK_TRANSFER', payment_term_days: 30 },
        general_discount: 0,
        active: true,
        created_at: expect.stringMatching(isoTime),
        updated_at: expect.stringMatching(isoTime),
      }),
    );
  });

  it('takes numbers for strings, as documented, and the name of the website of 1.9.0', async () => {
    const numbers = { ...address, number: 45, postal_code: 28013, floor: 3 };
    const json = { legal_name: 1492, nif: newNif(), phone: 915551234, address: numbers, website: '' };

    const answer = await create(json);

    expect(answer.body).toEqual(
      beelSuccess({
        id: expect.stringMatching(uuidV4),
        legal_name: '1492',
        trade_name: '1492',
        nif: json.nif,
        phone: '915551234',
        address: { ...address, floor: '3' },
        web: '',
        website: '',
        general_discount: 0,
        active: true,
        created_at: expect.stringMatching(isoTime),
        updated_at: expect.stringMatching(isoTime),
      }),
    );
  });

  it.each([
    [
      '02',
      { type: 'NIF_IVA', number: 'de123456789', country_code: 'DE' },
      { type: '02', number: 'DE123456789', country_code: 'DE' },
    ],
    ['02 of Greece', { type: '02', number: 'EL094014201', country_code: 'GR' }, undefined],
    ['03', { type: 'PASSPORT', number: ' AB123 ' }, { type: '03', number: 'AB123', country_code: 'ES' }],
    ['03 abroad', { type: '03', number: 'AB123', country_code: 'US' }, undefined],
    [
      '04',
      { type: 'COUNTRY_ID', number: 99, country_code: 'CH' },
      { type: '04', number: '99', country_code: 'CH' },
    ],
    [
      '05',
      { type: 'RESIDENCE_CERTIFICATE', number: 'R-1', country_code: 'FR' },
      { type: '05', number: 'R-1', country_code: 'FR' },
    ],
    [
      '06',
      { type: 'OTHER_DOCUMENT', number: 'X', country_code: 'MA' },
      { type: '06', number: 'X', country_code: 'MA' },
    ],
    [
      '07',
      { type: 'NOT_REGISTERED', number: '12345678Z' },
      { type: '07', number: '12345678Z', country_code: 'ES' },
    ],
    ['06 of no country', { type: '06', number: 'X-1' }, undefined],
  ])(
    'takes alternative id %s by code and by name, and gives back the code',
    async (_, alternative_id, stored) => {
      const answer = await create({ legal_name: 'Ada SL', alternative_id, address });

      expect(answer.status).toBe(201);
      expect((answer.body as { data: { alternative_id: unknown } }).data.alternative_id).toEqual(
        stored ?? alternative_id,
      );
    },
  );

  it.each([
    ['ALTERNATIVE_ID_INVALID', { type: '03', number: '  ' }, 'number', 'must not be blank'],
    [
      'ALTERNATIVE_ID_SPAIN_INVALID_TYPE',
      { type: 'COUNTRY_ID', number: 'X', country_code: 'ES' },
      'type',
      'must be 03 or 07 with country ES, not 04',
    ],
    [
      'ALTERNATIVE_ID_REQUIRES_SPAIN',
      { type: '07', number: 'X', country_code: 'FR' },
      'country_code',
      'must be ES with type 07',
    ],
    [
      'ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY',
      { type: '02', number: 'GB123456789', country_code: 'GB' },
      'country_code',
      'must be an EU member state',
    ],
    [
      'ALTERNATIVE_ID_VAT_INVALID_FORMAT',
      { type: '02', number: '123456789', country_code: 'DE' },
      'number',
      'must be a VAT number that begins with DE',
    ],
  ])('answers 422 %s', async (code, alternative_id, member, message) => {
    const answer = await create({ legal_name: 'Ada SL', alternative_id, address });

    const field = `alternative_id.${member}`;
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(beelFailure(code, `${field}: ${message}`, { [field]: message }));
  });

  it('answers 422 without any identifier, and with two', async () => {
    const none = await create({ legal_name: 'Ada SL', address });
    expect(none.status).toBe(422);
    expect(none.body).toEqual(
      beelFailure('CUSTOMER_IDENTIFIER_REQUIRED', 'nif or alternative_id is required'),
    );

    const two = await create({ ...minimal(), alternative_id: { type: '03', number: 'A1' } });
    expect(two.status).toBe(422);
    const details = { alternative_id: 'excludes nif' };
    expect(two.body).toEqual(beelFailure('VALIDATION_ERROR', 'alternative_id: excludes nif', details));
  });

  it('answers 409 to a NIF that another customer of the company has, active or not', async () => {
    const json = minimal();
    const existing = idOf(await create(json));
    await call(`DELETE /api/v1/customers/${existing}`, { authorization: own.authorization });
    const before = await tenantState('beel', `live:${own.company}`);

    const answer = await create({ ...json, legal_name: 'Somebody else' });

    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      beelFailure('CONFLICT', 'Resource already exists', {
        conflict_type: 'DUPLICATE_NIF',
        field: 'nif',
        value: json.nif,
        existing_resource_id: existing,
        message: `A customer with NIF ${json.nif} already exists`,
      }),
    );
    expect(await tenantState('beel', `live:${own.company}`)).toEqual(before);
  });

  it('tells alternative ids apart by type and country, not by case', async () => {
    const { authorization } = await newCompany();
    const send = (alternative_id: object) =>
      create({ legal_name: 'Ada SL', alternative_id, address }, authorization);
    const existing = idOf(await send({ type: '03', number: 'Ab1', country_code: 'FR' }));

    expect((await send({ type: '06', number: 'Ab1', country_code: 'FR' })).status).toBe(201);
    expect((await send({ type: '03', number: 'Ab1', country_code: 'DE' })).status).toBe(201);
    const answer = await send({ type: 'PASSPORT', number: 'aB1', country_code: 'FR' });

    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      beelFailure('CONFLICT', 'Resource already exists', {
        conflict_type: 'DUPLICATE_ALTERNATIVE_ID',
        field: 'alternative_id',
        value: 'aB1',
        existing_resource_id: existing,
        message: 'A customer with alternative id aB1 already exists',
      }),
    );
  });

  it('lets one of many requests at once have a NIF', async () => {
    const json = minimal();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(json)));

    const created = answers.filter(({ status }) => status === 201).map(idOf);
    expect(created).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(9);
    const existing = refused.map(({ body }) => (body as { error: { details: object } }).error.details);
    expect(existing).toEqual(
      refused.map(() => expect.objectContaining({ existing_resource_id: created[0] })),
    );
    const { client, name } = receivables();
    const Key = { pk: `beel#live:${own.company}#NIF#${json.nif}`, sk: 'NIF' };
    const { Item } = await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
    expect(Item).toEqual({ ...Key, holder: `beel#live:${own.company}#${created[0]}` });
  });

  it('keeps companies apart, and test from live data of the same company', async () => {
    const json = minimal();
    const stranger = await newCompany();
    const testKey = await beelAuthorization({ company: own.company, mode: 'test' });
    const live = idOf(await create(json));

    expect((await create(json, stranger.authorization)).status).toBe(201);
    const inTest = await create(json, testKey);

    expect(inTest.status).toBe(201);
    expect(await storedCustomer(own.ref(idOf(inTest), 'live'))).toBeUndefined();
    expect((await storedCustomer(own.ref(idOf(inTest), 'test')))?.profile?.nif).toBe(json.nif);
    expect((await call(`GET /api/v1/customers/${live}`, { authorization: testKey })).status).toBe(404);
  });

  it.each([
    [
      'a boolean for a string',
      { legal_name: true },
      { field: 'legal_name', invalid_value: true, expected_format: 'string' },
    ],
    [
      'null for what is required',
      { legal_name: null },
      { field: 'legal_name', invalid_value: null, expected_format: 'string' },
    ],
    [
      'a string for an object',
      { address: 'Madrid' },
      { field: 'address', invalid_value: 'Madrid', expected_format: 'object' },
    ],
    [
      'a string for a number',
      { general_discount: '5' },
      { field: 'general_discount', invalid_value: '5', expected_format: 'number' },
    ],
    [
      'days that are not whole',
      { preferred_payment_method: { payment_term_days: 1.5 } },
      { field: 'preferred_payment_method.payment_term_days', invalid_value: 1.5, expected_format: 'int' },
    ],
    [
      'an unknown payment method',
      { preferred_payment_method: { method: 'BARTER' } },
      {
        field: 'preferred_payment_method.method',
        invalid_value: 'BARTER',
        allowed_values: 'NONE, BANK_TRANSFER, CARD, CASH, CHECK, DIRECT_DEBIT, BIZUM, OTHER',
      },
    ],
    [
      'an unknown type of alternative id',
      { nif: null, alternative_id: { type: '01', number: 'X' } },
      {
        field: 'alternative_id.type',
        invalid_value: '01',
        allowed_values:
          '02, 03, 04, 05, 06, 07, NIF_IVA, PASSPORT, COUNTRY_ID, RESIDENCE_CERTIFICATE, OTHER_DOCUMENT, NOT_REGISTERED',
      },
    ],
    [
      'an email that is no text',
      { billing_emails: ['a@b.co', {}] },
      { field: 'billing_emails[1]', expected_format: 'string' },
    ],
  ])('answers 400 INVALID_JSON_FORMAT to %s', async (_, change, details) => {
    const answer = await create({ ...minimal(), ...change });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      beelFailure('INVALID_JSON_FORMAT', expect.stringContaining(details.field) as never, details),
    );
  });

  it('answers 400 to more values than it looks at', async () => {
    const answer = await create({ ...minimal(), billing_emails: Array(60_000).fill(0) });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(beelFailure('INVALID_JSON_FORMAT', 'the body has more than 25000 values'));
  });

  it('names every field that is missing or breaks its rule', async () => {
    const answer = await create({
      nif: 'b12345678',
      address: { ...address, street: '東京', city: '' },
      email: 'a@b',
    });

    expect(answer.status).toBe(422);
    const { error } = answer.body as {
      error: { code: string; message: string; details: Record<string, string> };
    };
    expect(error).toEqual({
      code: 'VALIDATION_ERROR',
      message: Object.entries(error.details)
        .map(([field, message]) => `${field}: ${message}`)
        .join('; '),
      details: {
        legal_name: 'is required',
        nif: 'Invalid string: must match pattern /^[A-Z0-9]{9}$/',
        'address.street': expect.stringContaining('must match pattern'),
        'address.city': 'Too small: expected string to have >=1 characters',
        email: 'Too small: expected string to have >=5 characters',
      },
    });
  });

  const long = (length: number) => 'x'.repeat(length);
  it.each([
    ['legal_name', long(121)],
    ['legal_name', ' Ada'],
    ['legal_name', 'Ada\nSL'],
    ['trade_name', long(121)],
    ['nif', 'B1234567'],
    ['nif', 'B12345678 '],
    ['address.street', long(256)],
    ['address.number', ''],
    ['address.floor', long(11)],
    ['address.door', long(11)],
    ['address.postal_code', long(21)],
    ['address.province', long(101)],
    ['address.country', '<script>'],
    ['address.country_code', 'es'],
    ['phone', '12345678'],
    ['phone', '91 555 12 34 ext 5'],
    ['email', `${long(250)}@b.com`],
    ['email', 'not an address'],
    ['web', 'ftp://example.es'],
    ['website', 'javascript:alert(1)'],
    ['contact_person', long(201)],
    ['preferred_payment_method.iban', 'es9121000418450200051332'],
    ['preferred_payment_method.iban', 'ES91 2100 0418 4502 0005'],
    ['preferred_payment_method.swift', 'ABC'],
    ['preferred_payment_method.payment_term_days', 366],
    ['general_discount', -1],
    ['general_discount', 100.01],
    ['general_discount', 1e-200],
    ['alternative_id.number', long(21)],
  ])('answers 422 to a bad %s', async (field, value) => {
    const [outer, inner] = field.split('.') as [string, string | undefined];
    const whole = {
      ...minimal(),
      alternative_id: { type: '03', number: 'A1' },
      preferred_payment_method: {},
    };
    const part = { ...((whole as Record<string, unknown>)[outer] as object), [inner ?? '']: value };

    const answer = await create({ ...whole, [outer]: inner ? part : value });

    expect(answer.status).toBe(422);
    const { error } = answer.body as { error: { code: string; details: object } };
    expect([error.code, Object.keys(error.details)]).toEqual(['VALIDATION_ERROR', [field]]);
  });

  it('is not slowed down by input made to be slow', async () => {
    const email = `${'a.'.repeat(60_000)}@`;
    const started = performance.now();

    const answer = await create({ ...minimal(), email, web: `http://${'a'.repeat(60_000)}` });

    expect(answer.status).toBe(422);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
