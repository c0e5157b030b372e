import { describe, expect, it } from 'vitest';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { newClient } from '../client.ts';

const { clientNo, authorization, tenant, createCustomer } = await newClient();

describe('POST /clients/{clientno}/customers, refused', () => {
  const number = 'customerNo: must be 1 to 64 characters, none a control character';
  const day = (field: string) => `${field}: must be a date such as 2025-02-27, or blank`;
  const ofType = (field: string, expected: string, received: string) =>
    `${field}: Invalid input: expected ${expected}, received ${received}`;

  it.each([
    [{ customerNo: undefined }, 'customerNo: is required'],
    [{ customerNo: null }, ofType('customerNo', 'string', 'null')],
    [{ customerNo: 543210 }, ofType('customerNo', 'string', 'number')],
    [{ customerNo: '' }, number],
    [{ customerNo: 'a\u0000' }, number],
    [{ customerNo: 'x'.repeat(65) }, number],
    [{ name: 1 }, ofType('name', 'string', 'number')],
    [{ name: 'x'.repeat(1_001) }, 'name: Too big: expected string to have <=1000 characters'],
    [{ dueDays: '10' }, ofType('dueDays', 'number', 'string')],
    [{ dueDays: 1.5 }, ofType('dueDays', 'int', 'number')],
    [{ vatLiable: 'true' }, ofType('vatLiable', 'boolean', 'string')],
    [{ dateOfBirth: '01.01.1999' }, day('dateOfBirth')],
    [{ dateOfBirth: '2025-02-29' }, day('dateOfBirth')],
    [{ dateOfBirth: '2025-02-28T00:00:00Z' }, day('dateOfBirth')],
    [{ limitAmount: 1e16 }, 'limitAmount: Too big: expected number to be <=1000000000000000'],
    [{ limitAmount: 1e-200 }, 'limitAmount: must be 0 or at least 0.000000001'],
    [{ emailAddressDocument: 'a@b.no' }, ofType('emailAddressDocument', 'array', 'string')],
    [{ emailAddressDocument: [1] }, ofType('emailAddressDocument[0]', 'string', 'number')],
    [
      { emailAddressDocument: Array(51).fill('') },
      'emailAddressDocument: Too big: expected array to have <=50 items',
    ],
    [
      { emailAddressDocument: ['x'.repeat(256)] },
      'emailAddressDocument[0]: Too big: expected string to have <=255 characters',
    ],
    [{ postalAddress: { cityName: 1 } }, ofType('postalAddress.cityName', 'string', 'number')],
    [{ distribution: { einvoiceCode: '0' } }, ofType('distribution.einvoiceCode', 'number', 'string')],
    [{ metadata: 'TestUser' }, ofType('metadata', 'object', 'string')],
  ])('answers 400 to %j', async (wrong, message) => {
    const answer = await createCustomer({ customerNo: '900', name: 'Ada', ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
    expect(await storedCustomer({ ...tenant, id: '900' })).toBe(undefined);
  });

  it('refuses to act for a client that the token does not name', async () => {
    const other = newAmiliClient();
    const json = { customerNo: '1', name: 'Ada' };
    const answer = await call(`POST /clients/${other}/customers`, { authorization, json });
    expect(answer.status).toBe(403);
    const message = `The token may not act for client ${other}`;
    expect(answer.body).toEqual(amiliFailure('FORBIDDEN', message, { clientNo: other }));
    expect(await storedCustomer({ vendor: 'amili', tenant: String(other), id: '1' })).toBe(undefined);
  });
});
