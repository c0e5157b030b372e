import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved, overwrite } from '../../support/scenes.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';

const { clientNo, authorization, tenant, deleteCustomer } = await newClient();

afterEach(() => {
  vi.restoreAllMocks();
});

const store = (customerNo: string) =>
  storeCustomer({ ...tenant, id: customerNo.toUpperCase() }, {}, { accountNo: 500_002, customerNo });

/** Asks, and sees that nothing is written, not even tried. */
async function ask(customerNo: string, query = '?options=validateOnly') {
  const before = await tenantState('amili', tenant.tenant);
  const { sent } = writesMeet();
  const { status, body } = await deleteCustomer(customerNo, query);
  expect(sent).toEqual([]);
  vi.restoreAllMocks();
  expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  return [status, body];
}

const validated = (customerNo: string) => ({
  status: 'PROCESSED',
  result: 'VALIDATED',
  message: 'Customer can be deleted',
  clientNo,
  accountNo: 500_002,
  customerNo,
});

const notFound = (customerNo: string) =>
  amiliFailure('NOT_FOUND', `There is no customer ${customerNo}`, { clientNo, customerNo });

describe('DELETE /clients/{clientno}/customers/{customerno}?options=validateOnly', () => {
  it('says that a customer can be deleted, which DELETE then does', async () => {
    await store('Ab1');

    expect(await ask('aB1')).toEqual([200, validated('Ab1')]);

    const deletion = await deleteCustomer('Ab1');
    expect(deletion.body).toMatchObject({ result: 'DELETED', customerNo: 'Ab1' });
  });

  it.each([
    'VALIDATEONLY',
    'validateonly',
    'other,validateOnly',
    '%20validateOnly',
    'x&options=validateOnly',
  ])('asks with %s too', async (options) => {
    const customerNo = randomUUID();
    await store(customerNo);
    expect(await ask(customerNo, `?options=${options}`)).toEqual([200, validated(customerNo)]);
  });

  it('refuses in the words of DELETE what DELETE would refuse', async () => {
    await store('200');
    await storeDependent({ ...tenant, id: '200' }, 'DOCUMENT', 'D200');

    const answer = await ask('200');

    const attached =
      'documents or AR items are attached (1), which ARM knows no way to remove: document D200';
    const numbers = { clientNo, accountNo: 500_002, customerNo: '200' };
    expect(answer).toEqual([
      422,
      amiliFailure('HAS_ATTACHMENTS', `Customer not deleted: ${attached}`, numbers),
    ]);
    const deletion = await deleteCustomer('200');
    expect([deletion.status, deletion.body]).toEqual(answer);
  });

  it('answers 404 to a number that nobody has, that is deleted or another client’s', async () => {
    await store('300');
    await expectRemoved({ ...tenant, id: '300' }, 'deletion');
    await storeCustomer({ vendor: 'amili', tenant: String(newAmiliClient()), id: '301' });

    for (const customerNo of ['300', '301', '302'])
      expect(await ask(customerNo)).toEqual([404, notFound(customerNo)]);
  });

  it('refuses to act for a client that the token does not name', async () => {
    const other = newAmiliClient();
    await storeCustomer({ vendor: 'amili', tenant: String(other), id: '1' });

    const url = `DELETE /clients/${other}/customers/1?options=validateOnly`;
    const { status, body } = await call(url, { authorization });

    const numbers = { clientNo: other, customerNo: '1' };
    const message = `The token may not act for client ${other}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, numbers)]);
  });

  it('answers 500 where nothing explains what it finds, as DELETE does', async () => {
    await store('400');
    await overwrite({ ...(await storedCustomer({ ...tenant, id: '400' })), linkCount: -1 });

    const numbers = { clientNo, customerNo: '400' };
    for (const query of ['', '?options=validateOnly']) {
      const { answer, lines } = await loggedBy(() => deleteCustomer('400', query));
      expect([answer.status, answer.body]).toEqual([
        500,
        amiliFailure('ERROR', 'The request could not be processed', numbers),
      ]);
      expect(lines).toEqual([expect.objectContaining({ level: 'ERROR' })]);
    }
  });

  it('notes in the log that nothing was deleted', async () => {
    await store('500');
    const { lines } = await loggedBy(() => deleteCustomer('500', '?options=validateOnly'), 'info');
    expect(lines).toEqual([expect.objectContaining({ outcome: 'removable', statusCode: 200 })]);
  });
});
