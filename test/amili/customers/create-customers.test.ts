import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { storedCustomer } from '../../support/store.ts';
import { batchScene } from '../batches/batch-scene.ts';
import { documentedCustomer } from '../examples.ts';

const scene = await batchScene();
const { clientNo, tenant, createCustomers, applied } = scene;

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

describe('POST /clients/{clientno}/customers/batches', () => {
  it('takes rows, and applies them', async () => {
    const before = await scene.createCustomer({ customerNo: 'old', name: 'Old', phoneNo: '1' });
    const answer = await createCustomers(
      [
        { ...documentedCustomer, customerNo: '543210' },
        { customerNo: 'OLD', language: 'no' },
      ],
      { metadata: { userId: 'TestUser' } },
    );

    expect(answer.status).toBe(202);
    const { batchUuid } = answer.body as { batchUuid: string };
    expect(answer.body).toEqual({
      ...{ status: 'QUEUED', result: 'ACCEPTED', message: 'Batch accepted', clientNo, batchUuid },
      ...{ entity: 'customers', method: 'POST', createdDateTime: TIME },
      ...{ totalCount: 2, processedCount: 0, failedCount: 0, customers: [] },
    });
    expect(answer.headers.location).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:\\d+/clients/${clientNo}/batches/${batchUuid}$`),
    );

    const batch = await applied(answer);
    const created = await storedCustomer({ ...tenant, id: '543210' });
    expect(batch.status).toBe(200);
    expect(batch.body).toEqual({
      ...{ status: 'PROCESSED', result: 'COMPLETED', message: 'Batch completed', clientNo, batchUuid },
      ...{ entity: 'customers', method: 'POST', createdDateTime: TIME, finishedDateTime: TIME },
      ...{ totalCount: 2, processedCount: 2, failedCount: 0 },
      customers: [
        {
          ...{ itemNo: 1, status: 'PROCESSED', result: 'CREATED', message: 'Customer created', clientNo },
          ...{ accountNo: created?.reference.accountNo, customerNo: '543210' },
        },
        {
          ...{ itemNo: 2, status: 'PROCESSED', result: 'UPDATED', message: 'Customer updated', clientNo },
          ...{ accountNo: (before.body as { accountNo: number }).accountNo, customerNo: 'old' },
        },
      ],
    });
    expect(created).toMatchObject({
      linkCount: 0,
      profile: { ...documentedCustomer, metadata: { userId: 'TestUser' } },
      creation: {
        ...{ by: 'amili-client', requestId: `${batchUuid}#1` },
        operation: 'amili/customers/create-customers',
      },
      version: 1,
    });
    expect(await storedCustomer({ ...tenant, id: 'OLD' })).toMatchObject({
      profile: { name: 'Old', phoneNo: '1', language: 'no', metadata: { userId: 'TestUser' } },
      update: { requestId: `${batchUuid}#2` },
      version: 2,
    });
  });

  it('tells of each row what is wrong with it', async () => {
    const huge = 'x'.repeat(300_000);
    const answer = await createCustomers([
      { customerNo: 'a', name: 'A' },
      { name: 'B', phoneNo: 7 },
      { customerNo: 'c' },
      { customerNo: 'd', name: 'D', customerMessage: huge },
      { customerNo: 'e', name: 'E', emailAddressDocument: Array(30_000).fill(0) },
    ]);
    expect(answer.status).toBe(202);

    const batch = await applied(answer);

    expect(batch.status).toBe(206);
    const failed = (itemNo: number, result: string, message: string, numbers: object = {}) => ({
      ...{ itemNo, status: 'FAILED', result, message, clientNo },
      ...numbers,
    });
    expect(batch.body).toMatchObject({
      ...{ status: 'PARTIAL', result: 'COMPLETED', message: 'Batch completed: 4 of 5 rows refused' },
      ...{ totalCount: 5, processedCount: 5, failedCount: 4 },
    });
    const [, ...rows] = (batch.body as { customers: unknown[] }).customers;
    expect(rows).toEqual([
      failed(
        2,
        'INVALID',
        'customerNo: is required; phoneNo: Invalid input: expected string, received number',
      ),
      failed(3, 'NAME_REQUIRED', 'name: a new customer needs one', { customerNo: 'c' }),
      failed(4, 'INVALID', 'the row has 300050 bytes; at most 204800 are taken'),
      failed(5, 'INVALID', 'the row has more than 25000 values'),
    ]);
    expect(await storedCustomer({ ...tenant, id: 'D' })).toBe(undefined);
  });

  it('is rejected where every row is refused', async () => {
    const batch = await applied(await createCustomers([{ customerNo: randomUUID() }, {}]));
    expect(batch.status).toBe(406);
    expect(batch.body).toMatchObject({
      ...{ status: 'FAILED', result: 'REJECTED', message: 'Batch rejected: every row was refused' },
      ...{ totalCount: 2, processedCount: 2, failedCount: 2 },
    });
  });

  it('lets the later of two rows of one customer win', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      ...{ customerNo: index % 2 === 0 ? 'twin' : 'TWIN', name: 'Twin', dueDays: index },
      ...(index === 3 && { phoneNo: '3' }),
    }));
    const answer = await createCustomers(rows);
    const batch = await applied(answer);
    expect(batch.status).toBe(200);
    const results = (batch.body as { customers: { result: string }[] }).customers.map(({ result }) => result);
    expect(results).toEqual(['CREATED', ...Array(29).fill('UPDATED')]);
    const { batchUuid } = answer.body as { batchUuid: string };
    expect(await storedCustomer({ ...tenant, id: 'TWIN' })).toMatchObject({
      profile: { name: 'Twin', dueDays: 29, phoneNo: '3' },
      update: { requestId: `${batchUuid}#30` },
      version: 30,
    });
  });

  it('creates a customer anew that was deleted', async () => {
    await scene.createCustomer({ customerNo: 'gone', name: 'Gone', ssn: '01019921717' });
    await scene.deleteCustomer('gone');
    const batch = await applied(await createCustomers([{ customerNo: 'gone', name: 'Back' }]));
    expect(batch.status).toBe(200);
    expect(await scene.shownCustomer('gone')).toEqual({
      ...{ clientNo, accountNo: expect.any(Number), customerNo: 'gone', name: 'Back' },
    });
  });

  it('applies a thousand rows', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      ...documentedCustomer,
      customerNo: `k${index}`,
    }));
    const answer = await createCustomers(rows);
    expect(answer.status).toBe(202);
    const batch = await applied(answer);
    expect(batch.status).toBe(200);
    expect(batch.body).toMatchObject({ totalCount: 1_000, processedCount: 1_000, failedCount: 0 });
    const { customers } = batch.body as { customers: { itemNo: number; customerNo: string }[] };
    expect(customers.map(({ itemNo, customerNo }) => [itemNo, customerNo])).toEqual(
      rows.map(({ customerNo }, index) => [index + 1, customerNo]),
    );
    expect(await storedCustomer({ ...tenant, id: 'K999' })).toMatchObject({ linkCount: 0, version: 1 });
  });

  it.each([
    [{}, 'customers: is required'],
    [{ customers: [] }, 'customers: Too small: expected array to have >=1 items'],
    [{ customers: {} }, 'customers: Invalid input: expected array, received object'],
    [
      { customers: [{ customerNo: 'x', name: 'X' }, 'customer', null] },
      'customers[1]: Invalid input: expected object, received string; customers[2]: Invalid input: expected object, received null',
    ],
    [{ customers: [{}], metadata: 7 }, 'metadata: Invalid input: expected object, received number'],
  ])('cannot read %j', async (body, message) => {
    const answer = await createCustomers(undefined, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ status: 'FAILED', result: 'INVALID', message, clientNo });
  });

  it('takes at most a thousand rows', async () => {
    const answer = await createCustomers(Array(1_001).fill({}));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      message: 'customers: Too big: expected array to have <=1000 items',
    });
  });
});
