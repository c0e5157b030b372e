import { describe, expect, it } from 'vitest';
import { storedCustomer } from '../../support/store.ts';
import { batchScene } from '../batches/batch-scene.ts';

const scene = await batchScene();
const { clientNo, tenant, updateCustomers, applied } = scene;

describe('PUT /clients/{clientno}/customers/batches', () => {
  it('updates customers, and creates none', async () => {
    await scene.createCustomer({ customerNo: 'ada', name: 'Ada', phoneNo: '1', language: 'no' });
    await scene.createCustomer({ customerNo: 'gone', name: 'Gone' });
    const goOn = scene.hold();
    const answer = await updateCustomers([
      { customerNo: 'ADA', phoneNo: '', dueDays: 10 },
      { customerNo: 'nobody', name: 'N' },
      { customerNo: 'gone', name: 'G' },
      { customerNo: 'ada', dueDays: 20 },
    ]);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ entity: 'customers', method: 'PUT', totalCount: 4 });
    // The customer was there when its row was queued; the row is decided on when it is applied.
    await scene.deleteCustomer('gone');
    goOn();

    const batch = await applied(answer);

    expect(batch.status).toBe(206);
    const failed = (itemNo: number, customerNo: string) => ({
      ...{ itemNo, status: 'FAILED', result: 'NOT_FOUND', message: `There is no customer ${customerNo}` },
      ...{ clientNo, customerNo },
    });
    const updated = (itemNo: number) => ({
      ...{ itemNo, status: 'PROCESSED', result: 'UPDATED', message: 'Customer updated' },
      ...{ clientNo, accountNo: expect.any(Number), customerNo: 'ada' },
    });
    expect((batch.body as { customers: unknown[] }).customers).toEqual([
      updated(1),
      failed(2, 'nobody'),
      failed(3, 'gone'),
      updated(4),
    ]);
    const { batchUuid } = answer.body as { batchUuid: string };
    expect(await storedCustomer({ ...tenant, id: 'ADA' })).toMatchObject({
      profile: { name: 'Ada', phoneNo: '', language: 'no', dueDays: 20 },
      update: { requestId: `${batchUuid}#4`, operation: 'amili/customers/update-customers' },
      version: 3,
    });
    expect(await storedCustomer({ ...tenant, id: 'NOBODY' })).toBe(undefined);
    expect(await scene.getCustomer('gone')).toMatchObject({ status: 404 });
  });
});
