import { afterEach, describe, expect, it, vi } from 'vitest';
import { listingOf } from '../../../functions/amili/customers/customer-listing.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { droppedAfter, droppedBefore, type Fate, overtaken } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';
import { documentedCustomer } from '../examples.ts';

const { clientNo, authorization, tenant, createCustomer, updateCustomer, shownCustomer } = await newClient();

afterEach(() => {
  vi.restoreAllMocks();
});

let customers = 0;

/** A customer that no other test has, as POST stores it. */
async function store(profile: Record<string, unknown> = { name: 'Ada' }) {
  const customerNo = `c${++customers}`;
  const ref = { ...tenant, id: customerNo.toUpperCase() };
  await storeCustomer(ref, profile, { accountNo: 500_002, customerNo });
  return { ref, customerNo };
}

const updated = (customerNo: string) => ({
  status: 'PROCESSED',
  result: 'UPDATED',
  message: 'Customer updated',
  clientNo,
  accountNo: 500_002,
  customerNo,
});

const notFound = (customerNo: string) =>
  amiliFailure('NOT_FOUND', `There is no customer ${customerNo}`, { clientNo, customerNo });

describe('PUT /clients/{clientno}/customers', () => {
  it('updates a customer, and nothing of it but its fields', async () => {
    const { ref, customerNo } = await store({ name: 'Ada', phoneNo: '1', informalName: 'A' });
    await storeDependent(ref, 'DOCUMENT');
    const before = await storedCustomer(ref);
    const fields = { ...documentedCustomer, informalName: null, metadata: { userId: 'TestUser' } };

    const answer = await updateCustomer({ customerNo, clientNo: 1, accountNo: 7, more: true, ...fields });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(updated(customerNo));
    const stamp = {
      at: expect.any(String),
      by: 'amili-client',
      requestId: expect.any(String),
      operation: 'amili/customers/update-customer',
    };
    const after = await storedCustomer(ref);
    const reference = { accountNo: 500_002, customerNo };
    const listing = listingOf({ reference, profile: { ...documentedCustomer } }, after?.update.at ?? '');
    expect(after).toEqual({
      ...before,
      profile: { ...fields, informalName: 'A' },
      ...listAttributes(ref, 'CUSTOMER', 'ACTIVE', listing),
      settled: expect.any(Set),
      update: stamp,
      version: 2,
    });
    const { metadata: _, ...visible } = fields;
    const numbers = { clientNo, accountNo: 500_002, customerNo };
    expect(await shownCustomer(customerNo)).toEqual({ ...numbers, ...visible, informalName: 'A' });
  });

  it('stores what POST stores of the same fields', async () => {
    const profile = { name: 'Ada', language: 'no', postalAddress: documentedCustomer.postalAddress };
    const { language: _, ...more } = documentedCustomer;
    const changes = [
      { name: '', phoneNo: null, dueDays: 0 },
      { postalAddress: { cityName: 'Bergen', countryText: null } },
      { postalAddress: { addressLine1: null } },
      { distribution: { einvoiceCode: 0 }, digipostBlockIds: [] },
      { ...more, distribution: { type: '' } },
    ];
    const [put, post] = [await store(profile), await store(profile)];
    for (const change of changes) {
      await updateCustomer({ customerNo: put.customerNo, ...change });
      await createCustomer({ customerNo: post.customerNo, ...change });
      const [after, posted] = [await storedCustomer(put.ref), await storedCustomer(post.ref)];
      expect(after?.profile).toEqual(posted?.profile);
      expect(after?.version).toBe(posted?.version);
    }
    expect((await storedCustomer(put.ref))?.profile).toEqual({
      ...documentedCustomer,
      distribution: { type: '', einvoiceCode: 0 },
      language: 'no',
    });
  });

  it('finds it whatever the case of its number, which stays as first written', async () => {
    const { ref, customerNo } = await store();
    const answer = await updateCustomer({ customerNo: customerNo.toUpperCase(), name: 'Eve' });
    expect(answer.body).toEqual(updated(customerNo));
    expect((await storedCustomer(ref))?.reference).toEqual({ accountNo: 500_002, customerNo });
  });

  it('loses no field of many updates at once', async () => {
    const { ref, customerNo } = await store();
    const fields = ['phoneNo', 'secondaryPhoneNo', 'language', 'currency', 'informalName', 'ssn'];

    const answers = await Promise.all(fields.map((field) => updateCustomer({ customerNo, [field]: field })));

    for (const { body } of answers) expect(body).toEqual(updated(customerNo));
    const after = Object.fromEntries(fields.map((field) => [field, field]));
    expect(await storedCustomer(ref)).toMatchObject({ profile: { name: 'Ada', ...after }, version: 7 });
  });

  it.each<[string, Fate, number]>([
    ['landed', droppedAfter, 2],
    ['did not land', droppedBefore, 2],
  ])('updates once where an attempt %s and lost its answer', async (_, fate, version) => {
    const { ref, customerNo } = await store();
    const { sent } = writesMeet(fate);

    const answer = await updateCustomer({ customerNo, phoneNo: '1' });

    expect(sent).toHaveLength(2);
    expect(answer.body).toEqual(updated(customerNo));
    expect(await storedCustomer(ref)).toMatchObject({ profile: { name: 'Ada', phoneNo: '1' }, version });
  });

  it('tells of an update that landed, even where the customer was deleted before it could be asked again', async () => {
    const { ref, customerNo } = await store();
    const deletion = () => removeCustomer(receivables(), ref, 'deletion', newStamp());
    writesMeet(droppedAfter, overtaken(deletion));

    const answer = await updateCustomer({ customerNo, phoneNo: '1' });

    expect(answer.body).toEqual(updated(customerNo));
    expect(await storedCustomer(ref)).toMatchObject({ version: 3, deletion: { by: 'test' } });
  });

  it('creates no customer, also where it was deleted after it was read', async () => {
    const { ref, customerNo } = await store();
    const removed = async () => expectRemoved(ref, 'deletion');
    const { sent } = writesMeet(overtaken(removed));

    const { status, body } = await updateCustomer({ customerNo, name: 'Eve' });

    expect([status, body]).toEqual([404, notFound(customerNo)]);
    expect(sent.length).toBeGreaterThan(0);
    expect(await storedCustomer(ref)).toMatchObject({ profile: { name: 'Ada' }, version: 2 });
  });

  it('answers 404 to a number that nobody has, that is deleted or another client’s', async () => {
    const deleted = await store();
    await expectRemoved(deleted.ref, 'deletion');
    const theirs = { vendor: 'amili', tenant: String(newAmiliClient()), id: 'THEIRS' };
    const before = await storeCustomer(theirs);
    const state = await tenantState('amili', tenant.tenant);

    for (const customerNo of ['nobody', deleted.customerNo, 'THEIRS']) {
      const { answer, lines } = await loggedBy(() => updateCustomer({ customerNo, name: 'Ada' }), 'info');
      expect([answer.status, answer.body]).toEqual([404, notFound(customerNo)]);
      expect(lines).toEqual([expect.objectContaining({ outcome: 'notFound', statusCode: 404 })]);
    }

    expect(await tenantState('amili', tenant.tenant)).toEqual(state);
    expect(await storedCustomer(theirs)).toEqual(before);
  });

  it.each([
    [{ customerNo: undefined }, 'customerNo: is required'],
    [{ customerNo: '' }, 'customerNo: must be 1 to 64 characters, none a control character'],
    [{ dueDays: '10' }, 'dueDays: Invalid input: expected number, received string'],
    [{ dateOfBirth: '2025-02-29' }, 'dateOfBirth: must be a date such as 2025-02-27, or blank'],
    [
      { postalAddress: { cityName: 1 } },
      'postalAddress.cityName: Invalid input: expected string, received number',
    ],
  ])('answers 400 to %j', async (wrong, message) => {
    const { ref, customerNo } = await store();
    const before = await storedCustomer(ref);
    const answer = await updateCustomer({ customerNo, name: 'Eve', ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 401 without a token, and 403 to a client that the token does not name', async () => {
    const other = newAmiliClient();
    const ref = { vendor: 'amili', tenant: String(other), id: '1' };
    const before = await storeCustomer(ref, { name: 'Ada' }, { accountNo: 1, customerNo: '1' });
    const json = { customerNo: '1', name: 'Eve' };

    const unknown = await call(`PUT /clients/${other}/customers`, { json });
    const stranger = await call(`PUT /clients/${other}/customers`, { authorization, json });

    const numbers = { clientNo: other };
    const required = amiliFailure('UNAUTHORIZED', 'A valid access token is required', numbers);
    expect([unknown.status, unknown.body]).toEqual([401, required]);
    const message = `The token may not act for client ${other}`;
    expect([stranger.status, stranger.body]).toEqual([403, amiliFailure('FORBIDDEN', message, numbers)]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    const { customerNo } = await store();
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => updateCustomer({ customerNo }));

    vi.unstubAllEnvs();
    const message = 'The request could not be processed';
    expect([answer.status, answer.body]).toEqual([500, amiliFailure('ERROR', message, { clientNo })]);
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR' })]);
  });
});
