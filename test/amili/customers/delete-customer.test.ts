import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { newClient } from '../client.ts';

const { clientNo, authorization, tenant, deleteCustomer, ...client } = await newClient();

const createCustomer = (customerNo: string) => client.createCustomer({ customerNo, name: 'Owe Armstrong' });
const createDocument = (json: Record<string, string>) =>
  client.createDocument({ documentType: 'IN', ...json });

/** A customer as POST stores it. */
const store = (customerNo: string, accountNo = 500_002) =>
  storeCustomer(
    { ...tenant, id: customerNo.toUpperCase() },
    { name: 'Owe Armstrong' },
    { accountNo, customerNo },
  );

const deleted = (customerNo: string, accountNo: unknown) => ({
  status: 'PROCESSED',
  result: 'DELETED',
  message: 'Customer deleted',
  clientNo,
  accountNo,
  customerNo,
});

const notFound = (customerNo: string) =>
  amiliFailure('NOT_FOUND', `There is no customer ${customerNo}`, { clientNo, customerNo });

/** @param attached how many, and which */
const refusal = (attached: string, customerNo: string, accountNo: unknown = 500_002) => {
  const message = `Customer not deleted: documents or AR items are attached${attached}`;
  return amiliFailure('HAS_ATTACHMENTS', message, { clientNo, accountNo, customerNo });
};

afterEach(() => {
  vi.unstubAllEnvs();
});

const FOR_GOOD = ', which ARM knows no way to remove';

describe('DELETE /clients/{clientno}/customers/{customerno}', () => {
  const stamp = {
    at: expect.any(String),
    by: 'amili-client',
    requestId: expect.any(String),
    operation: 'amili/customers/delete-customer',
  };
  const endAfter = (days: number, item: CustomerItem | undefined) =>
    Math.floor(Date.parse(item?.deletion?.at as string) / 1000) + days * 86_400;

  it('deletes a customer, and keeps all of it for as long as it can be restored, and a day', async () => {
    await createCustomer('543211');
    const ref = { ...tenant, id: '543211' };
    const before = await storedCustomer(ref);

    const answer = await deleteCustomer('543211');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(deleted('543211', before?.reference.accountNo));
    const after = await storedCustomer(ref);
    expect(after).toEqual({
      ...before,
      ...{ version: 2, update: stamp, deletion: stamp, listKey: listKey(ref, 'CUSTOMER', 'DELETED') },
      expiresAt: endAfter(31, after),
    });
    expect(after?.profile).toEqual({ name: 'Owe Armstrong' });
    expect((await client.getCustomer('543211')).status).toBe(404);
    expect((await client.listCustomers('?customerno=543211')).body).toMatchObject({ customers: [] });
  });

  it('leaves no more of a customer than its numbers for a day, where nothing is ever restored', async () => {
    vi.stubEnv('RESTORATION_DAYS', '0');
    const { profile, ...before } = await store('543210');

    const answer = await deleteCustomer('543210');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(deleted('543210', 500_002));
    const after = await storedCustomer({ ...tenant, id: '543210' });
    expect(after).toEqual({
      ...before,
      ...{ version: 2, update: stamp, deletion: stamp, expiresAt: endAfter(1, after) },
    });
  });

  it('answers 404 the second time, and changes nothing', async () => {
    await store('200');
    await deleteCustomer('200');
    const before = await storedCustomer({ ...tenant, id: '200' });

    const answer = await deleteCustomer('200');

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(notFound('200'));
    expect(await storedCustomer({ ...tenant, id: '200' })).toEqual(before);
  });

  it('refuses while a document is attached, and counts its AR item too', async () => {
    await store('300');
    const { body } = await createDocument({ customerNo: '300', documentNo: 'd300' });
    const { arItemId } = body as { arItemId: number };
    const before = await storedCustomer({ ...tenant, id: '300' });

    const answer = await deleteCustomer('300');

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refusal(` (2)${FOR_GOOD}: AR item ${arItemId}, document D300`, '300'));
    expect(await storedCustomer({ ...tenant, id: '300' })).toEqual(before);
  });

  it('refuses while a document names the customer as its sub-customer only', async () => {
    await store('400', 1);
    await store('401', 2);
    await createDocument({ customerNo: '400', subCustomerNo: '401', documentNo: 'D400' });

    const answer = await deleteCustomer('401');

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refusal(` (1)${FOR_GOOD}: sub-customer of document D400`, '401', 2));
    expect((await storedCustomer({ ...tenant, id: '401' }))?.deletion).toBe(undefined);
  });

  it('finds a customer whatever the case of its number, and names it as first written', async () => {
    await store('Ab-ß1');
    const before = await storedCustomer({ ...tenant, id: 'AB-SS1' });
    await storeDependent({ ...tenant, id: 'AB-SS1' }, 'DOCUMENT', 'D5');

    const refused = await deleteCustomer('aB-%C3%9F1');
    expect(refused.status).toBe(422);
    expect(refused.body).toEqual(refusal(` (1)${FOR_GOOD}: document D5`, 'Ab-ß1'));
    expect(await storedCustomer({ ...tenant, id: 'AB-SS1' })).toEqual({ ...before, linkCount: 1 });

    await store('xY2');
    const answer = await deleteCustomer('Xy2');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(deleted('xY2', 500_002));
  });

  it('deletes a customer that was created anew right after its deletion', async () => {
    await createCustomer('600');
    const first = (await deleteCustomer('600')).body as { accountNo: number };
    const again = (await createCustomer('600')).body as { accountNo: number };
    expect(again.accountNo).not.toBe(first.accountNo);

    const answer = await deleteCustomer('600');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(deleted('600', again.accountNo));
    expect((await storedCustomer({ ...tenant, id: '600' }))?.deletion?.by).toBe('amili-client');
    expect((await deleteCustomer('600')).body).toEqual(notFound('600'));
  });

  it.each([
    '?options',
    '?options=',
    '?options=validate',
    '?options=validateOnly=true',
    '?options=a&options=b',
    '?Options=validateOnly',
    '?options=%00',
    '?other=1',
  ])('does not look at the query %s', async (query) => {
    const customerNo = `Q${encodeURIComponent(query)}`;
    await store(customerNo);
    const answer = await deleteCustomer(encodeURIComponent(customerNo), query);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(deleted(customerNo, 500_002));
  });

  it('refuses to act for a client that the token does not name, whether it has the customer or not', async () => {
    const other = newAmiliClient();
    const ref = { vendor: 'amili', tenant: String(other), id: '700' };
    const before = await storeCustomer(ref, {}, { accountNo: 7, customerNo: '700' });

    for (const customerNo of ['700', '701']) {
      const answer = await call(`DELETE /clients/${other}/customers/${customerNo}`, { authorization });
      expect(answer.status).toBe(403);
      const message = `The token may not act for client ${other}`;
      expect(answer.body).toEqual(amiliFailure('FORBIDDEN', message, { clientNo: other, customerNo }));
    }
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it("answers 404 to another client's customer number, as if there were none", async () => {
    const ref = { vendor: 'amili', tenant: String(newAmiliClient()), id: '800' };
    const before = await storeCustomer(ref, {}, { accountNo: 8, customerNo: '800' });

    const answer = await deleteCustomer('800');

    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(notFound('800'));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it.each(['0', '-1', '1.5', '1e3', '0x1', '01', `${clientNo}x`, '9'.repeat(16), '%20', '%00'])(
    'answers 404 to the client number %s',
    async (notANumber) => {
      const answer = await call(`DELETE /clients/${notANumber}/customers/1`, { authorization });
      expect(answer.status).toBe(404);
      const message = 'clientno: must be a positive integer';
      expect(answer.body).toEqual(amiliFailure('NOT_FOUND', message, { customerNo: '1' }));
    },
  );

  it('takes a slash in a customer number, encoded', async () => {
    await store('A/B');
    const answer = await deleteCustomer('a%2Fb');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(deleted('A/B', 500_002));
  });

  it.each(['%00', '1%00', '%0A', 'x'.repeat(65)])(
    'answers 404 to the customer number %s',
    async (segment) => {
      const answer = await deleteCustomer(segment);
      expect(answer.status).toBe(404);
      const message = 'customerno: must be 1 to 64 characters, none a control character';
      const customerNo = decodeURIComponent(segment);
      expect(answer.body).toEqual(amiliFailure('NOT_FOUND', message, { clientNo, customerNo }));
    },
  );
});
