import { beforeAll, describe, expect, it } from 'vitest';
import type { UniqueKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { call } from '../../support/http.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import { type CompanyCustomers, DUPLICATE, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const minimal = (nif = newNif()) => ({ legal_name: 'Ada SL', nif, address });
const created = async (json: object = minimal()) => dataOf(await own.create(json));
const state = () => tenantState('beel', own.ref().tenant);

const nifKey = (value: unknown): UniqueKey => ({ name: 'NIF', value: String(value), freedByDeletion: true });
const passportKey = (number: string): UniqueKey => ({
  name: 'ALTERNATIVE_ID',
  value: `03:FR:${number}`,
  freedByDeletion: true,
});
const ownerOf = async (key: UniqueKey) =>
  ((await storedUniqueKey(own.ref(), key)) as { holder: string } | undefined)?.holder.split('#').at(-1);

const passport = (number: string) => ({ type: 'PASSPORT', number, country_code: 'FR' });

/** Sends changes that are refused, and sees that nothing is written. */
async function refusal(id: string, json: unknown) {
  const before = await state();
  const { status, body } = await own.patch(id, json);
  expect(await state()).toEqual(before);
  return [status, body];
}

describe('PATCH of a customer’s identifier', () => {
  it('puts another NIF in its place, and frees the one before at once', async () => {
    const [{ id, nif: before }, nif] = [await created(), newNif()];

    const answer = await own.patch(id, { nif });

    expect([answer.status, dataOf(answer)]).toMatchObject([200, { id, nif }]);
    expect(await storedCustomer(own.ref(id))).toMatchObject({ profile: { nif }, version: 2 });
    expect([await ownerOf(nifKey(nif)), await ownerOf(nifKey(before))]).toEqual([id, undefined]);
    const next = await created(minimal(String(before)));
    expect(await ownerOf(nifKey(before))).toBe(next.id);
    expect((await own.create(minimal(nif))).status).toBe(409);
  });

  it('puts an alternative id in the place of a NIF, and the other way round', async () => {
    const { id, nif } = await created();
    const number = `P${newNif()}`;

    const abroad = dataOf(await own.patch(id, { alternative_id: passport(number) }));
    expect(abroad.alternative_id).toEqual({ type: '03', number, country_code: 'FR' });
    expect(abroad).not.toHaveProperty('nif');
    expect([await ownerOf(nifKey(nif)), await ownerOf(passportKey(number))]).toEqual([undefined, id]);

    const back = dataOf(await own.patch(id, { nif, active: false }));
    expect(back).toMatchObject({ nif, active: false });
    expect(back).not.toHaveProperty('alternative_id');
    expect([await ownerOf(nifKey(nif)), await ownerOf(passportKey(number))]).toEqual([id, undefined]);
    expect((await storedCustomer(own.ref(id)))?.profile).not.toHaveProperty('alternative_id');
  });

  it('exchanges no key where only its letters are written otherwise', async () => {
    const number = `P${newNif()}x`;
    const { id } = await created({ legal_name: 'Chloé', address, alternative_id: passport(number) });
    const upper = number.toUpperCase();

    const answer = await own.patch(id, { alternative_id: passport(upper) });

    expect(dataOf(answer).alternative_id).toEqual({ type: '03', number: upper, country_code: 'FR' });
    expect(await ownerOf(passportKey(upper))).toBe(id);
  });

  it('refuses what another customer has, and changes nothing', async () => {
    const [one, other] = [await created(), await created()];
    const refused = [409, own.failure(...DUPLICATE, one.id, {})];
    const changes = { nif: other.nif, legal_name: 'Other SL', active: false };
    expect(await refusal(one.id, changes)).toEqual(refused);

    await own.patch(other.id, { active: false });
    expect(await refusal(one.id, changes)).toEqual(refused);

    const number = `P${newNif()}`;
    await created({ legal_name: 'Chloé', address, alternative_id: passport(number) });
    expect(await refusal(one.id, { alternative_id: passport(number.toLowerCase()) })).toEqual(refused);
  });

  it('takes what a deleted customer had', async () => {
    const [one, other] = [await created(), await created()];
    await call(`DELETE ${own.path(other.id)}`, own);

    const answer = await own.patch(one.id, { nif: other.nif });

    expect([answer.status, dataOf(answer).nif]).toEqual([200, other.nif]);
    expect([await ownerOf(nifKey(other.nif)), await ownerOf(nifKey(one.nif))]).toEqual([one.id, undefined]);
  });

  it('takes one of the two, by the rules of a creation', async () => {
    const { id } = await created();
    const both = { nif: newNif(), alternative_id: passport('X1') };
    const excluded = { alternative_id: 'excludes nif' };
    const message = 'alternative_id: excludes nif';
    expect(await refusal(id, both)).toEqual([422, own.failure('VALIDATION_ERROR', message, id, excluded)]);

    const form = 'is not a NIF: nine characters, letters in upper case';
    expect(await refusal(id, { nif: 'b1' })).toEqual([
      422,
      own.failure('NIF_INVALID_FORMAT', `nif: ${form}`, id, { nif: form }),
    ]);

    const control = 'has a wrong control character';
    expect(await refusal(id, { nif: 'B12345670' })).toEqual([
      422,
      own.failure('NIF_INVALID_CONTROL_DIGIT', `nif: ${control}`, id, { nif: control }),
    ]);

    const spanish = { type: '04', number: 'X1', country_code: 'ES' };
    const [status, body] = await refusal(id, { alternative_id: spanish });
    expect([status, body]).toMatchObject([422, { error: { code: 'ALTERNATIVE_ID_SPAIN_INVALID_TYPE' } }]);

    const [unknown, failure] = await refusal(id, { alternative_id: { ...spanish, type: 'BADGE' } });
    const details = {
      field: 'alternative_id.type',
      invalid_value: 'BADGE',
      allowed_values: expect.stringMatching(/^02, 03, .*NOT_REGISTERED$/),
    };
    expect([unknown, failure]).toMatchObject([422, { error: { code: 'VALIDATION_ERROR', details } }]);
  });
});
