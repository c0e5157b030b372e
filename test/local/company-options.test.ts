import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { readCompany } from '../../functions/beel/companies/company.ts';
import { companyChange } from '../../infra/commands/credentials/company-options.ts';
import { makeBeelCredential } from '../../infra/commands/credentials/make-credentials.ts';
import { sampleNif } from '../../infra/sample-nif.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';

const [NIF, OTHER_NIF] = [sampleNif(1), sampleNif(2)];

const makeKey = (company: string, values = {}, mode: 'live' | 'test' = 'live') =>
  makeBeelCredential({ company, mode, scopes: [] }, companyChange(company, values));

const storedProfile = async (id: string) => {
  const { id: _, account_id, created_at, updated_at, ...profile } = await readCompany(credentials(), id);
  return profile;
};

const SAMPLE_ADDRESS = {
  street: 'Calle Mayor',
  number: '1',
  postal_code: '28013',
  city: 'Madrid',
  province: 'Madrid',
  country: 'España',
  country_code: 'ES',
};

it('makes a company that is a sample where nothing is said of it', async () => {
  const company = `00000001${randomUUID().slice(8)}`;
  const { profile } = await makeKey(company);
  expect(profile).toEqual({ legal_name: 'Muestra SL', nif: NIF, address: SAMPLE_ADDRESS });
  expect(await storedProfile(company)).toEqual(profile);
});

it('changes with later keys, test keys too, only what their options say', async () => {
  const company = randomUUID();
  const street = 'Rúa do Franco';
  await makeKey(company, {
    name: 'El Horno SL',
    'tax-id': NIF,
    street,
    city: 'Santiago',
    phone: '915551234',
  });
  await makeKey(company, { 'trade-name': 'Horno', 'tax-id': OTHER_NIF, number: '45' }, 'test');
  await makeKey(company, { 'postal-code': '15705', province: 'A Coruña', email: 'a@horno.example' });

  const { profile } = await makeKey(company);

  expect(profile).toEqual({
    legal_name: 'El Horno SL',
    trade_name: 'Horno',
    nif: OTHER_NIF,
    address: {
      ...SAMPLE_ADDRESS,
      street,
      number: '45',
      postal_code: '15705',
      city: 'Santiago',
      province: 'A Coruña',
    },
    phone: '915551234',
    email: 'a@horno.example',
  });
  expect(await storedProfile(company)).toEqual(profile);
});

it.each([
  ['name', ''],
  ['name', 'x'.repeat(256)],
  ['trade-name', ''],
  ['tax-id', 'b12345674'],
  ['tax-id', '12'],
  ['street', ''],
  ['number', ''],
  ['postal-code', '2801'],
  ['city', '東京'],
  ['province', ''],
  ['phone', '12'],
  ['email', 'nobody'],
] as const)('refuses --%s %j, and says which', (option, value) => {
  expect(() => companyChange(randomUUID(), { [option]: value })).toThrow(
    expect.objectContaining({
      name: 'StartupError',
      message: expect.stringMatching(new RegExp(`^--${option}: \\S`)),
    }),
  );
});
