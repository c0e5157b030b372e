import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newStamp, storeCustomer } from '../../support/store.ts';
import { newClient } from '../client.ts';

const { clientNo, authorization, tenant, getCustomer } = await newClient();

const notFound = (customerNo: string) =>
  amiliFailure('NOT_FOUND', `There is no customer ${customerNo}`, { clientNo, customerNo });

describe('GET /clients/{clientno}/customers/{customerno}', () => {
  it('shows what is stored with the numbers, and not who wrote it', async () => {
    const fields = { name: 'Owe Armstrong', dueDays: 0, phoneNo: '', peppolBlockIds: ['1'] };
    const profile = { ...fields, metadata: { userId: 'TestUser' } };
    await storeCustomer({ ...tenant, id: 'C1' }, profile, { accountNo: 500_002, customerNo: 'c1' });

    for (const path of ['c1', 'C1', 'c1?userid=TestUser', 'c1?userid=a&userid=b&more=1']) {
      const answer = await getCustomer(path);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ clientNo, accountNo: 500_002, customerNo: 'c1', ...fields });
    }
  });

  it('answers 404 where there is no customer', async () => {
    const answer = await getCustomer('2');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(notFound('2'));
  });

  it('answers 404 to a deleted customer, erased or kept for a time', async () => {
    for (const [id, options] of [
      ['3', {}],
      ['4', { eraseAfter: 60 }],
      ['14', { expireAfter: 60 }],
    ] as const) {
      await storeCustomer({ ...tenant, id });
      await removeCustomer(receivables(), { ...tenant, id }, 'deletion', newStamp(), options);
      const answer = await getCustomer(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(notFound(id));
    }
  });

  it("answers 404 to another client's customer number", async () => {
    await storeCustomer({ vendor: 'amili', tenant: String(newAmiliClient()), id: '5' });
    const answer = await getCustomer('5');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(notFound('5'));
  });

  it('refuses to act for a client that the token does not name', async () => {
    const other = newAmiliClient();
    await storeCustomer({ vendor: 'amili', tenant: String(other), id: '6' });
    const answer = await call(`GET /clients/${other}/customers/6`, { authorization });
    expect(answer.status).toBe(403);
    const message = `The token may not act for client ${other}`;
    expect(answer.body).toEqual(amiliFailure('FORBIDDEN', message, { clientNo: other, customerNo: '6' }));
  });
});
