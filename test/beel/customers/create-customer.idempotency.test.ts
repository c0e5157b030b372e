import { hash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import { type CompanyCustomers, codeOf, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const { country: _, country_code: __, ...spanish } = address;

/** What the two generations parse in different ways, all of it. */
const customer = () => ({
  web: 'https://ada.es',
  legal_name: 'Ada SL',
  nif: newNif(),
  address: spanish,
  preferred_payment_method: { method: 'CARD' },
  unknown: [[[]]],
});

const withKey = (key: string) => ({ 'idempotency-key': key });
const replayOf = ({ headers }: Answer) => headers['idempotency-replay'];
const state = () => tenantState('beel', own.ref().tenant);

describe('an Idempotency-Key', () => {
  it('makes one customer of ten requests at once, on both routes', async () => {
    const [json, headers] = [customer(), withKey(randomUUID())];

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 ? own.create(json, headers) : own.createFlat(json, headers),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map((answer) => dataOf(answer).id)).size).toBe(1);
    expect(answers.filter((answer) => replayOf(answer) === undefined)).toHaveLength(1);
  });

  it('of a creation is replayed on the same route and on the flat one', async () => {
    const [json, headers] = [customer(), withKey(randomUUID())];
    const first = await own.create(json, headers);
    const before = await state();

    const same = await own.create(json, headers);
    const flat = await own.createFlat(json, headers);

    expect([first.status, replayOf(first)]).toEqual([201, undefined]);
    expect([same.status, same.body, replayOf(same)]).toEqual([201, beelSuccess(dataOf(first)), 'true']);
    expect(same.headers.location).toBe(own.path(dataOf(first).id));
    expect([flat.status, flat.body, replayOf(flat)]).toEqual([201, beelSuccess(dataOf(first)), 'true']);
    expect(flat.headers.location).toBe(undefined);
    expect(await state()).toEqual(before);
  });

  it('of a flat creation is replayed on the route of today', async () => {
    const [json, headers] = [customer(), withKey(randomUUID())];
    const first = await own.createFlat(json, headers);
    const before = await state();

    const repeat = await own.create(json, headers);

    const { web, ...shown } = dataOf(first);
    expect(web).toBe('https://ada.es');
    expect([repeat.status, repeat.body, replayOf(repeat)]).toEqual([201, beelSuccess(shown), 'true']);
    expect(repeat.headers.location).toBe(own.path(dataOf(first).id));
    expect(await state()).toEqual(before);
  });

  it.each(['create', 'createFlat'] as const)('is of one body, also on %s', async (route) => {
    const [json, headers] = [customer(), withKey(randomUUID())];
    await own.create(json, headers);
    const before = await state();

    const answer = await own[route]({ ...json, notes: 'other' }, headers);

    expect([answer.status, codeOf(answer)]).toEqual([409, 'IDEMPOTENCY_KEY_MISMATCH']);
    expect(await state()).toEqual(before);
  });

  it('is free again when its request was refused, and must be one', async () => {
    const taken = customer();
    await own.create(taken);
    const headers = withKey('k'.repeat(255));
    expect((await own.create(taken, headers)).status).toBe(409);
    expect((await own.createFlat(customer(), headers)).status).toBe(201);

    const bad = await own.create(customer(), withKey('two words'));
    const message = 'The Idempotency-Key header must be 1 to 255 letters, digits, hyphens or underscores';
    expect([bad.status, bad.body]).toEqual([400, own.failure('INVALID_IDEMPOTENCY_KEY', message)]);
  });

  it.each(['active', 'inactive'])(
    'answers as the first time when the customer, %s, is deleted',
    async (kind) => {
      const [json, headers] = [customer(), withKey(randomUUID())];
      const first = dataOf(await own.create(json, headers));
      const made = await storedCustomer(own.ref(first.id));
      const creation = { ...made!.creation, at: '2026-01-02T03:04:05.000Z' };
      await overwrite({ ...made, creation, update: creation });
      if (kind === 'inactive') await call(`DELETE /api/v1/customers/${first.id}`, own);
      await call(`DELETE ${own.path(first.id)}`, own);

      const repeat = await own.create(json, headers);

      const old = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' };
      expect([replayOf(repeat), dataOf(repeat)]).toEqual(['true', { ...first, ...old }]);
    },
  );

  it.each([
    ['fields', { legal_name: 'Ada y Compañía SL', trade_name: null }],
    ['state', { active: false }],
    ['fields and state', { legal_name: 'Ada y Compañía SL', active: false }],
  ])('answers with the customer as it is now once a PATCH has changed its %s', async (_, changes) => {
    const [json, headers] = [customer(), withKey(randomUUID())];
    const { id } = dataOf(await own.create(json, headers));
    await own.patch(id, changes);
    const now = dataOf(await own.get(id));

    const [same, flat] = [await own.create(json, headers), await own.createFlat(json, headers)];

    const { trade_name: cleared, ...kept } = { trade_name: undefined, ...changes };
    expect(now).toMatchObject(kept);
    expect('trade_name' in now).toBe(cleared !== null);
    expect([dataOf(same), dataOf(flat)]).toEqual([now, now]);
    expect([replayOf(same), replayOf(flat)]).toEqual(['true', 'true']);
  });

  it('that an earlier version stored with a hash of the parsed body is replayed on its route', async () => {
    const [nif, key] = [newNif(), randomUUID()];
    const json = { nif, legal_name: 'Ada SL', address: spanish, website: 'https://ada.es', notes: 'a' };
    const first = dataOf(await own.createFlat(json, withKey(key)));
    // In the order in which earlier versions parsed the fields.
    const { street, number, postal_code, city, province } = spanish;
    const parsed =
      `{"legal_name":"Ada SL","nif":"${nif}","address":${JSON.stringify({ street, number, postal_code, city, province, country: 'España', country_code: 'ES' })},` +
      '"website":"https://ada.es","notes":"a"}';
    const made = await storedCustomer(own.ref(first.id));
    await overwrite({ ...made, reference: { request: hash('sha256', `${key}\n${parsed}`) } });

    const repeat = await own.createFlat(json, withKey(key));

    expect([repeat.status, replayOf(repeat), dataOf(repeat)]).toEqual([201, 'true', first]);
    const other = await own.createFlat({ ...json, notes: 'b' }, withKey(key));
    expect(codeOf(other)).toBe('IDEMPOTENCY_KEY_MISMATCH');
  });
});
