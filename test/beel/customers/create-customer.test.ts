import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, isoTime, newCompany, newNif, uuidV4 } from '../samples.ts';
import { type CompanyCustomers, DUPLICATE, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const minimal = () => ({ legal_name: 'Ada SL', nif: newNif(), address });
const state = () => tenantState('beel', own.ref().tenant);
const stamps = {
  created_at: expect.stringMatching(isoTime),
  updated_at: expect.stringMatching(isoTime),
};

/** Sends a body that is refused, and sees that nothing is written. */
async function refusal(json: unknown) {
  const before = await state();
  const { status, body } = await own.create(json);
  expect(await state()).toEqual(before);
  return [status, body];
}

describe('POST /api/v1/companies/{company_id}/customers', () => {
  it('creates a customer with every documented field, stores it, gives it back and says where it is', async () => {
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
        method: 'BIZUM',
        iban: 'ES9121000418450200051332',
        swift: 'ABCDESMMXXX',
        payment_term_days: 0,
      },
      general_discount: 12.5,
    };
    const website = 'https://garcia.es';

    const answer = await own.create({ ...fields, website, web: 'https://x.es', active: false, unknown: {} });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      beelSuccess({ id: expect.stringMatching(uuidV4), ...fields, website, active: true, ...stamps }),
    );
    const ref = own.ref(dataOf(answer).id);
    expect(answer.headers.location).toBe(own.path(ref.id));
    expect(answer.headers.sunset).toBe(undefined);
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel/customers/create-customer',
    };
    expect(await storedCustomer(ref)).toEqual({
      pk: `beel#live:${own.company}#${ref.id}`,
      sk: 'CUSTOMER',
      linkCount: 0,
      profile: { ...fields, web: website },
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
    const shown = await call(`GET ${answer.headers.location}`, own);
    expect([shown.status, dataOf(shown)]).toEqual([200, dataOf(answer)]);
  });

  it('fills in a trade name, Spain and no discount, and neither a number nor a term of payment', async () => {
    const { number, country, country_code, ...least } = address;
    const json = { legal_name: 'Ada SL', nif: newNif(), address: least, preferred_payment_method: {} };
    const nothing = { trade_name: null, phone: null, email: null, website: null, billing_emails: null };

    const answer = await own.create({ ...json, ...nothing, notes: null, general_discount: null });

    expect(answer.body).toEqual(
      beelSuccess({
        id: expect.stringMatching(uuidV4),
        legal_name: 'Ada SL',
        trade_name: 'Ada SL',
        nif: json.nif,
        address: { ...least, country: 'España', country_code: 'ES' },
        preferred_payment_method: { method: 'BANK_TRANSFER' },
        general_discount: 0,
        active: true,
        ...stamps,
      }),
    );
    // The flat routes show what there is.
    const flat = await call(`GET /api/v1/customers/${dataOf(answer).id}`, own);
    expect(dataOf(flat)).toEqual(dataOf(answer));
  });

  it('takes in every part of an address what it takes in a street, and numbers for texts', async () => {
    const odd = 'Fira & Mont · 2 º "B" (nº; # °) l’Alt';
    const { country: _, ...others } = address;
    const json = {
      ...minimal(),
      legal_name: 1492,
      address: { ...others, number: 45, street: odd, city: odd, province: odd },
    };

    const answer = await own.create(json);

    expect(answer.status).toBe(201);
    expect(dataOf(answer)).toMatchObject({
      legal_name: '1492',
      address: { ...json.address, number: '45' },
    });
    const [status] = await refusal({ ...json, nif: newNif(), address: { ...address, city: 'Москва' } });
    expect(status).toBe(422);
  });

  it('keeps a country by its code and its Spanish name, and refuses what is none', async () => {
    const { country: _, country_code: __, ...others } = address;
    const answer = await own.create({ ...minimal(), address: { ...others, country: 'FRANÇA' } });
    const kept = { ...others, country: 'Francia', country_code: 'FR' };
    expect(dataOf(answer).address).toEqual(kept);
    expect((await storedCustomer(own.ref(dataOf(answer).id)))?.profile).toMatchObject({ address: kept });

    const unknown = 'is no country that is known: send country_code';
    expect(await refusal({ ...minimal(), address: { ...others, country: 'UK' } })).toEqual([
      422,
      own.failure('COUNTRY_CODE_REQUIRED', `address.country: ${unknown}`, undefined, {
        'address.country': unknown,
      }),
    ]);
    const other = 'is not that of Francia, which is FR';
    expect(await refusal({ ...minimal(), address: { ...kept, country_code: 'DE' } })).toEqual([
      422,
      own.failure('COUNTRY_CODE_MISMATCH', `address.country_code: ${other}`, undefined, {
        'address.country_code': other,
      }),
    ]);
  });

  it('keeps an alternative id by its code, and its number to itself', async () => {
    const alternative_id = { type: 'NIF_IVA', number: 'fr12345678901', country_code: 'FR' };
    const json = { legal_name: 'Chloé SARL', address, alternative_id };

    const answer = await own.create(json);

    const stored = { type: '02', number: 'FR12345678901', country_code: 'FR' };
    expect(dataOf(answer).alternative_id).toEqual(stored);
    expect(await refusal(json)).toEqual([409, own.failure(...DUPLICATE, undefined, {})]);
  });

  it.each([
    [
      { type: 'PASSPORT', number: 'AB1' },
      { type: '03', number: 'AB1', country_code: 'ES' },
    ],
    [
      { type: '07', number: '1' },
      { type: '07', number: '1', country_code: 'ES' },
    ],
    [
      { type: 'COUNTRY_ID', number: '99' },
      { type: '04', number: '99' },
    ],
    [
      { type: '05', number: 'R-1' },
      { type: '05', number: 'R-1' },
    ],
    [
      { type: 'OTHER_DOCUMENT', number: 'X' },
      { type: '06', number: 'X' },
    ],
    [
      { type: 'NIF_IVA', number: 'el094014201', country_code: null },
      { type: '02', number: 'EL094014201', country_code: 'GR' },
    ],
  ])('takes the alternative id %j without a country', async (alternative_id, stored) => {
    const json = { legal_name: 'Ada SL', address, alternative_id };
    expect(dataOf(await own.create(json)).alternative_id).toEqual(stored);
    expect(await refusal(json)).toEqual([409, own.failure(...DUPLICATE, undefined, {})]);
  });

  it.each([
    ['ALTERNATIVE_ID_INVALID', { type: '03', number: ' ' }, 'number', 'must not be blank'],
    [
      'ALTERNATIVE_ID_SPAIN_INVALID_TYPE',
      { type: '02', number: 'ESB12345674' },
      'type',
      'must be 03 or 07 with country ES, not 02',
    ],
    [
      'ALTERNATIVE_ID_REQUIRES_SPAIN',
      { type: 'NOT_REGISTERED', number: '1', country_code: 'FR' },
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
      { type: '02', number: 'GB123456789' },
      'number',
      'must begin with the prefix of an EU member state',
    ],
    [
      'ALTERNATIVE_ID_VAT_INVALID_FORMAT',
      { type: '02', number: '094014201', country_code: 'GR' },
      'number',
      'must be a VAT number that begins with EL',
    ],
  ])('refuses with %s the alternative id %j', async (code, alternative_id, member, message) => {
    const field = `alternative_id.${member}`;
    expect(await refusal({ legal_name: 'Ada SL', address, alternative_id })).toEqual([
      422,
      own.failure(code, `${field}: ${message}`, undefined, { [field]: message }),
    ]);
  });

  it('refuses a NIF that another customer has, and says nothing of it', async () => {
    const json = minimal();
    const first = dataOf(await own.create(json));
    expect(await refusal({ ...json, legal_name: 'Other SL' })).toEqual([
      409,
      own.failure(...DUPLICATE, undefined, {}),
    ]);

    await own.patch(first.id, { active: false });
    expect((await own.create(json)).status).toBe(409);
    await call(`DELETE ${own.path(first.id)}`, own);
    const next = await own.create(json);
    expect(next.status).toBe(201);
    const key = { name: 'NIF', value: json.nif, freedByDeletion: true };
    expect(await storedUniqueKey(own.ref(), key)).toMatchObject({
      holder: `beel#live:${own.company}#${dataOf(next).id}`,
    });
    const elsewhere = await newCompanyCustomers();
    expect((await elsewhere.create(json)).status).toBe(201);
  });

  it.each([
    ['abc', 'NIF_INVALID_FORMAT'],
    ['b12345674', 'NIF_INVALID_FORMAT'],
    ['I12345674', 'NIF_INVALID_FORMAT'],
    ['B1234567', 'NIF_INVALID_FORMAT'],
    ['1234567890', 'NIF_INVALID_FORMAT'],
    ['', 'NIF_INVALID_FORMAT'],
  ])('refuses the NIF %j: %s', async (nif, code) => {
    const message = 'is not a NIF: nine characters, letters in upper case';
    expect(await refusal({ ...minimal(), nif })).toEqual([
      422,
      own.failure(code, `nif: ${message}`, undefined, { nif: message }),
    ]);
  });

  it('refuses a NIF whose control character is wrong', async () => {
    const message = 'has a wrong control character';
    expect(await refusal({ ...minimal(), nif: 'B12345678' })).toEqual([
      422,
      own.failure('NIF_INVALID_CONTROL_DIGIT', `nif: ${message}`, undefined, { nif: message }),
    ]);
  });

  it('asks for one identifier', async () => {
    const { nif, ...none } = minimal();
    const needed = own.failure('CUSTOMER_IDENTIFIER_REQUIRED', 'nif or alternative_id is required');
    expect(await refusal(none)).toEqual([422, needed]);
    const both = { ...none, nif, alternative_id: { type: '03', number: 'X1', country_code: 'ES' } };
    const details = { alternative_id: 'excludes nif' };
    expect(await refusal(both)).toEqual([
      422,
      own.failure('VALIDATION_ERROR', 'alternative_id: excludes nif', undefined, details),
    ]);
  });

  it('says of each field what is wrong with it', async () => {
    const { street: _, ...others } = address;
    const wrong = {
      legal_name: ' Ada',
      nif: newNif(),
      address: { ...others, city: '' },
      general_discount: 101,
    };
    const details = {
      legal_name: 'Invalid string: must match pattern /^\\S.*$/',
      'address.street': 'is required',
      'address.city': 'Too small: expected string to have >=1 characters',
      general_discount: expect.any(String),
    };
    expect(await refusal(wrong)).toEqual([
      422,
      own.failure('VALIDATION_ERROR', 'The provided data is not valid.', undefined, details),
    ]);
  });

  it('tells a text that is none of those allowed from a value of another type', async () => {
    const unknown = { ...minimal(), preferred_payment_method: { method: 'GOLD' } };
    const details = {
      field: 'preferred_payment_method.method',
      invalid_value: 'GOLD',
      allowed_values: 'NONE, BANK_TRANSFER, CARD, CASH, CHECK, DIRECT_DEBIT, BIZUM, OTHER',
    };
    const [status, body] = await refusal(unknown);
    const { message } = (body as { error: { message: string } }).error;
    expect([status, body]).toEqual([422, own.failure('VALIDATION_ERROR', message, undefined, details)]);
    expect(message).toMatch(/^preferred_payment_method.method: Invalid option/);

    const typed = { ...unknown, preferred_payment_method: { method: 'GOLD' }, general_discount: 'much' };
    expect(await refusal(typed)).toEqual([
      400,
      expect.objectContaining({ error: expect.objectContaining({ code: 'INVALID_JSON_FORMAT' }) }),
    ]);
    const [untyped] = await refusal({ ...minimal(), preferred_payment_method: { method: 7 } });
    expect(untyped).toBe(400);
  });

  it.each([
    ['text/plain', 'text/plain'],
    [undefined, 'none'],
  ])('takes no body of the type %s', async (type, named) => {
    const before = await state();
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    const raw = JSON.stringify(minimal());
    const answer = await call(`POST ${own.path()}`, { authorization: own.authorization, raw, headers });
    expect([answer.status, answer.body]).toEqual([
      415,
      own.failure('UNSUPPORTED_MEDIA_TYPE', `Unsupported media type: ${named}. Supported: application/json`),
    ]);
    expect(await state()).toEqual(before);
  });

  it('refuses any query parameter', async () => {
    const before = await state();
    const answer = await call(`POST ${own.path()}?dry_run=true`, { ...own, json: minimal() });
    const message = "Invalid parameter 'dry_run': unknown";
    const details = { field: 'dry_run' };
    expect([answer.status, answer.body]).toEqual([
      400,
      own.failure('VALIDATION_ERROR', message, undefined, details),
    ]);
    expect(await state()).toEqual(before);
  });

  it('answers 401 without a key, and 403 without the scope', async () => {
    const json = minimal();
    const nobody = await call(`POST ${own.path()}`, { json });
    const authorization = await beelAuthorization({ company: own.company, scopes: ['customers:read'] });
    const reader = await call(`POST ${own.path()}`, { json, authorization });
    expect([nobody.status, nobody.body]).toEqual([
      401,
      own.failure('UNAUTHORIZED', 'Authentication is required to access this resource'),
    ]);
    const details = { missing_scopes: 'customers:write', required_scopes: 'customers:write' };
    const lacking = 'The API key lacks the scope customers:write';
    expect([reader.status, reader.body]).toEqual([
      403,
      own.failure('INSUFFICIENT_SCOPE', lacking, undefined, details),
    ]);
  });

  it('answers 403 for another company, whether it exists or not', async () => {
    const stranger = await newCompany();
    for (const company of [stranger.company, randomUUID()]) {
      const answer = await call(`POST ${own.path(undefined, company)}`, { ...own, json: minimal() });
      const message = 'You do not have permission to access this resource';
      const instance = own.path(undefined, company).slice('/api'.length);
      expect([answer.status, answer.body]).toEqual([
        403,
        beelCanonicalFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', message, instance),
      ]);
    }
    expect((await tenantState('beel', stranger.ref().tenant)).size).toBe(0);
  });
});
