import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from '../../beel/customers/companies.ts';
import { address, isoTime, newCompany, newNif } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const put = (id: string, json: unknown, authorization = own.authorization) =>
  call(`PUT /api/v1/customers/${id}`, { authorization, json });

const whole = () => ({
  legal_name: 'Ada SL',
  trade_name: 'Ada',
  nif: newNif(),
  address,
  phone: '915551234',
  email: 'ada@example.es',
  web: 'https://ada.example.es',
  billing_emails: ['facturas@example.es'],
  contact_person: 'Ada',
  notes: 'Cliente desde 2019',
  preferred_payment_method: { method: 'CARD', payment_term_days: 15 },
  general_discount: 12.5,
});
const created = async (json: unknown = whole()) => dataOf(await own.createFlat(json));

/** Sends a body that is refused, and sees that nothing is written. */
async function refusal(id: string, json: unknown) {
  const state = () => tenantState('beel', own.ref().tenant);
  const before = await state();
  const { status, body } = await put(id, json);
  expect(await state()).toEqual(before);
  return [status, body];
}

const updated_at = expect.stringMatching(isoTime);

describe('PUT /api/v1/customers/{customer_id}', () => {
  it('replaces a customer, stores it, and gives it back in the flat form', async () => {
    const { id, created_at, nif: replaced } = await created();
    const before = await storedCustomer(own.ref(id));
    const fields = {
      legal_name: 'Ada y Compañía SL',
      trade_name: 'A&C',
      nif: newNif(),
      // In 1.0.1 neither of name and code follows from the other.
      address: { ...address, country: 'France', country_code: 'ES' },
      phone: '+34 915 551 235',
      email: 'b@ada.es',
      billing_emails: ['c@ada.es'],
      contact_person: 'Berit',
      notes: 'Paga tarde',
      general_discount: 0.5,
    };
    const web = 'https://b.ada.es';
    const body = { ...fields, web, website: 'https://x.es', preferred_payment_method: {}, unknown: 1 };

    const answer = await put(id, body);

    const preferred_payment_method = { method: 'BANK_TRANSFER', payment_term_days: 30 };
    const shown = { ...fields, web, website: web, preferred_payment_method };
    expect([answer.status, answer.body]).toEqual([
      200,
      beelSuccess({ id, ...shown, active: true, created_at, updated_at }),
    ]);
    expect(answer.headers).toMatchObject({ deprecation: 'true' });
    expect(answer.headers).not.toHaveProperty('link');
    expect(await storedCustomer(own.ref(id))).toEqual({
      ...before,
      profile: { ...fields, web, preferred_payment_method },
      update: {
        ...before?.creation,
        at: expect.any(String),
        requestId: expect.any(String),
        operation: 'beel-flat/customers/put-customer',
      },
      listed: {
        ...before?.listed,
        trade_name: 'a&c',
        nif: fields.nif.toLowerCase(),
        email: 'b@ada.es',
        phone: '+34915551235',
      },
      listOrder: `ada y compania sl\t${id}`,
      settled: expect.any(Set),
      version: 2,
    });
    const key = (nif: unknown) => ({ name: 'NIF', value: String(nif), freedByDeletion: true });
    expect([
      await storedUniqueKey(own.ref(), key(fields.nif)),
      await storedUniqueKey(own.ref(), key(replaced)),
    ]).toEqual([expect.objectContaining({ holder: before?.pk }), undefined]);
  });

  it('clears what is left out, or keeps it, as the vendor says of each', async () => {
    const customer = await created();
    const { legal_name, nif, phone, preferred_payment_method, id, created_at } = customer;
    const kept = { id, legal_name, nif, address, phone, preferred_payment_method, created_at, active: true };

    const answer = await put(id, {});

    expect(answer.body).toEqual(beelSuccess({ ...kept, general_discount: 0, updated_at }));
    const again = await put(id, { nif: null, alternative_id: null, billing_emails: [], website: null });
    expect(dataOf(again)).toEqual(dataOf(answer));
    expect((await storedCustomer(own.ref(id)))?.version).toBe(2);
    const { phone: _, ...silent } = kept;
    expect(dataOf(await put(id, { phone: null, website: 'https://ada.es' }))).toEqual({
      ...silent,
      web: 'https://ada.es',
      website: 'https://ada.es',
      general_discount: 0,
      updated_at,
    });
  });

  it('deactivates a customer whatever refers to it, and brings it back', async () => {
    const { id } = await created();
    await storeDependent(own.ref(id));

    expect(dataOf(await put(id, { active: false }))).toMatchObject({ id, active: false });
    expect((await storedCustomer(own.ref(id)))?.deactivation).toMatchObject({
      operation: 'beel-flat/customers/put-customer',
    });
    // What is left out stays.
    expect(dataOf(await put(id, { notes: 'Sigue' }))).toMatchObject({ active: false });
    expect(dataOf(await put(id, { active: true }))).toMatchObject({ active: true });
  });

  it('shows a replay of the creation as the customer is since', async () => {
    const json = whole();
    const headers = { 'idempotency-key': randomUUID() };
    const { id } = dataOf(await own.createFlat(json, headers));
    const changed = dataOf(await put(id, { legal_name: 'Berit SL', active: false }));
    const replayed = await own.createFlat(json, headers);
    expect([replayed.status, dataOf(replayed)]).toEqual([201, changed]);
  });

  it('refuses the identifier of another customer as a creation does', async () => {
    const [one, other] = [await created(), await created()];
    const details = {
      conflict_type: 'DUPLICATE_NIF',
      field: 'nif',
      value: other.nif,
      existing_resource_id: other.id,
      message: `A customer with NIF ${other.nif} already exists`,
    };
    expect(await refusal(one.id, { nif: other.nif })).toEqual([
      409,
      beelFailure('CONFLICT', 'Resource already exists', details),
    ]);
  });

  it('refuses two identifiers, a value of another type and one that breaks a rule', async () => {
    const { id } = await created();
    const both = { nif: newNif(), alternative_id: { type: '03', number: 'A1' } };
    expect(await refusal(id, both)).toEqual([
      422,
      beelFailure('VALIDATION_ERROR', 'alternative_id: excludes nif', { alternative_id: 'excludes nif' }),
    ]);
    expect(await refusal(id, { active: 'no' })).toMatchObject([
      400,
      { error: { code: 'INVALID_JSON_FORMAT', details: { field: 'active', invalid_value: 'no' } } },
    ]);
    expect(await refusal(id, { legal_name: null })).toMatchObject([
      400,
      { error: { code: 'INVALID_JSON_FORMAT' } },
    ]);
    const city = { ...address, city: 'Fira & Mont' };
    expect(await refusal(id, { address: city, nif: 'b12345678' })).toMatchObject([
      422,
      {
        error: {
          code: 'VALIDATION_ERROR',
          details: { 'address.city': expect.any(String), nif: expect.any(String) },
        },
      },
    ]);
  });

  it('does not know a customer that is deleted, another company’s or of the other mode', async () => {
    const { id } = await created();
    const missing = [404, beelFailure('NOT_FOUND', 'Resource not found')];
    const stranger = await newCompany();
    const test = await beelAuthorization({ company: own.company, mode: 'test' });
    for (const authorization of [stranger.authorization, test]) {
      const { status, body } = await put(id, { legal_name: 'Other' }, authorization);
      expect([status, body]).toEqual(missing);
    }
    await call(`DELETE ${own.path(id)}`, own);
    expect(await refusal(id, { active: true })).toEqual(missing);
    expect(await refusal(randomUUID(), {})).toEqual(missing);
  });

  it('answers 401 without a key, 403 without the scope', async () => {
    const { id } = await created();
    const nobody = await call(`PUT /api/v1/customers/${id}`, { json: {} });
    expect([nobody.status, nobody.body]).toEqual([
      401,
      beelFailure('UNAUTHORIZED', 'Authentication required'),
    ]);
    const reader = await beelAuthorization({ company: own.company, scopes: ['customers:read'] });
    expect((await put(id, {}, reader)).status).toBe(403);
    expect((await storedCustomer(own.ref(id)))?.version).toBe(1);
  });
});
