import { describe, expect, it } from 'vitest';
import { keepChange } from '../../../functions/amili/log-items/changes.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { newStamp } from '../../support/store.ts';
import { newClient } from '../client.ts';

const AR_ITEM = { fields: { arItemId: 7, settlements: [] } };

interface Changed {
  readonly operation: string;
  readonly key: readonly [pk: string, sk: string];
  readonly after: object;
  /** Undefined of an item that the request has made. */
  readonly before?: object;
  readonly requestId?: string;
}

/** What of a log item is not the same of each. */
async function logged({ operation, key: [id, sk], after, before, requestId }: Changed) {
  const client = await newClient();
  const { vendor, tenant } = client.tenant;
  const stamp: Stamp = { ...newStamp('client-1'), operation, ...(requestId !== undefined && { requestId }) };
  const creation = before ? newStamp() : stamp;
  const outcome = await keepChange(receivables(), {
    keys: { pk: `${vendor}#${tenant}#${id}`, sk },
    before: before && { creation, update: creation, ...before },
    after: { creation, ...(!sk.startsWith('OUTCOME') && { update: stamp }), ...after },
  });
  const { body } = await client.listLogItems();
  const { logItems } = body as { logItems: Record<string, unknown>[] };
  expect(logItems).toHaveLength(outcome === 'stored' ? 1 : 0);
  if (outcome !== 'stored') return outcome;
  const {
    logItemId: _,
    logDateTime: __,
    clientNo,
    subject: ___,
    path,
    ...item
  } = logItems[0] as {
    path: string;
  } & Record<string, unknown>;
  if (requestId === undefined) delete item.requestId;
  return { ...item, path: path.replace(`/clients/${clientNo}`, '') };
}

const shown = (method: string, path: string, entity: string, result: string, message: string, more = {}) => ({
  ...{ method, path, entity, status: 'PROCESSED', result, message },
  ...more,
});

const batchId = '0f8e2c5a-3b1d-4d6e-9c47-5a6b7e8d9f10';
const batchKey = `BATCH#${batchId}`;
const row = (answer: object) => ({ itemNo: 1, failed: false, answer });
const requestId = `${batchId}#1`;

describe('what the log says of a change', () => {
  it.each<[string, Changed, unknown]>([
    [
      'an AR item',
      {
        operation: 'amili/ar-items/update-ar-item',
        key: ['AR_ITEM#7', 'AR_ITEM'],
        before: AR_ITEM,
        after: { fields: { arItemId: 7, ledgerNote: 'x' } },
      },
      shown('PUT', '/aritems', 'aritems', 'UPDATED', 'AR item updated', { entityId: '7' }),
    ],
    [
      'a credit note',
      {
        operation: 'amili/ar-items/update-ar-item',
        key: ['AR_ITEM#7', 'AR_ITEM'],
        before: AR_ITEM,
        after: { fields: { arItemId: 7, creditedAmount: 5 } },
      },
      shown('PUT', '/aritems', 'aritems', 'CREDITED', 'AR item credited', { entityId: '7' }),
    ],
    [
      'the AR item of a credit note',
      { operation: 'amili/ar-items/update-ar-item', key: ['AR_ITEM#8', 'AR_ITEM'], after: AR_ITEM },
      'none',
    ],
    [
      'an AR item that a payment settles',
      {
        operation: 'amili/auto-postings/create-auto-postings',
        key: ['AR_ITEM#7', 'AR_ITEM'],
        before: AR_ITEM,
        after: AR_ITEM,
      },
      'none',
    ],
    [
      'a reservation',
      {
        operation: 'amili/payment-reservations/create-payment-reservation',
        key: ['AR_ITEM#7', 'AR_ITEM'],
        before: AR_ITEM,
        after: AR_ITEM,
      },
      shown('POST', '/paymentreservations', 'paymentreservations', 'CREATED', 'Payment reservation created'),
    ],
    [
      'a reservation of a customer',
      {
        operation: 'amili/payment-reservations/create-payment-reservation',
        key: ['PAYMENT_RESERVATION#P1', 'PAYMENT_RESERVATION'],
        after: { fields: {} },
      },
      shown('POST', '/paymentreservations', 'paymentreservations', 'CREATED', 'Payment reservation created'),
    ],
    [
      'auto postings',
      {
        operation: 'amili/auto-postings/create-auto-postings',
        key: ['GL_ITEM#101', 'GL_ITEM'],
        after: { fields: { lineNo: 1, event: 'writeoff', userId: 'TestUser' } },
      },
      shown('POST', '/autopostings/writeoff', 'autopostings', 'CREATED', 'Auto postings created', {
        userId: 'TestUser',
      }),
    ],
    [
      'a deleted customer, whoever wrote what is kept of it',
      {
        operation: 'amili/customers/delete-customer',
        key: ['C1', 'CUSTOMER'],
        requestId,
        before: { reference: { customerNo: 'C1' }, profile: { metadata: { userId: 'Writer' } } },
        after: {
          reference: { customerNo: 'C1' },
          profile: { metadata: { userId: 'Writer' } },
          deletion: { requestId },
        },
      },
      shown('DELETE', '/customers/C1', 'customers', 'DELETED', 'Customer deleted', {
        entityId: 'C1',
        requestId,
      }),
    ],
    [
      'a closed month',
      {
        operation: 'amili/actions/create-action',
        key: ['GL_PERIOD#CLOSED', 'GL_PERIOD'],
        after: { fields: { glYear: 2025, glPeriod: 2 } },
      },
      shown('POST', '/actions', 'actions', 'DONE', 'Action done'),
    ],
    [
      'a report',
      {
        operation: 'amili/actions/create-report',
        key: [`FILE#${batchId}`, 'FILE'],
        after: { fields: { userId: 'TestUser' } },
      },
      shown('POST', '/actions/reports', 'actions', 'CREATED', 'Action created', { userId: 'TestUser' }),
    ],
    [
      'files',
      { operation: 'amili/files/upload-files', key: [`FILE#${batchId}`, 'FILE'], after: { fields: {} } },
      shown('POST', '/files', 'files', 'UPLOADED', 'File uploaded'),
    ],
    [
      'a batch',
      {
        operation: 'amili/customers/create-customers',
        key: [batchKey, 'BATCH'],
        after: { fields: {} },
      },
      shown('POST', '/customers/batches', 'batches', 'ACCEPTED', 'Batch accepted', {
        status: 'QUEUED',
        entityId: batchId,
      }),
    ],
    [
      'a row of a batch',
      {
        operation: 'amili/customers/update-customers',
        key: [batchKey, 'OUTCOME#0001'],
        after: row({ status: 'PROCESSED', result: 'UPDATED', message: 'Customer updated', customerNo: 'C1' }),
        requestId,
      },
      shown('PUT', '/customers/batches', 'customers', 'UPDATED', 'Customer updated', {
        entityId: 'C1',
        requestId,
      }),
    ],
    [
      'a row that was refused',
      {
        operation: 'amili/documents/create-documents',
        key: [batchKey, 'OUTCOME#0001'],
        after: row({ status: 'FAILED', result: 'DUPLICATE_DOCUMENT', customerNo: 'C1', documentNo: 'D1' }),
        requestId,
      },
      shown('POST', '/documents/batches', 'documents', 'DUPLICATE_DOCUMENT', 'Refused: duplicate document', {
        status: 'FAILED',
        entityId: 'D1',
        requestId,
      }),
    ],
    [
      'a row that nobody could apply',
      {
        operation: 'amili/documents/create-documents',
        key: [batchKey, 'OUTCOME#0001'],
        after: row({ status: 'FAILED', result: 'ERROR' }),
        requestId,
      },
      shown('POST', '/documents/batches', 'documents', 'ERROR', 'Failed: nothing was changed', {
        status: 'FAILED',
        requestId,
      }),
    ],
    [
      'a customer that a row of a batch changes',
      {
        operation: 'amili/customers/update-customers',
        key: ['C1', 'CUSTOMER'],
        after: { reference: { customerNo: 'C1' } },
        requestId,
      },
      'none',
    ],
    [
      'what an operation wrote that is not in the log',
      { operation: 'amili/customers/list-customers', key: ['C1', 'CUSTOMER'], after: {} },
      'none',
    ],
  ])('tells of %s', async (_, changed, expected) => {
    expect(await logged(changed)).toEqual(expected);
  });
});
