import { describe, expect, it } from 'vitest';
import { storeLogItem } from '../../../functions/amili/log-items/log-item-store.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newStamp } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { firstId, logItem } from './samples.ts';

const client = await newClient();
const { clientNo, tenant, getLogItem } = client;

const stampAt = (at: string) => ({ ...newStamp('client-1'), at });

/** Stores a log item, and finds its id. */
async function store(at: string, item = logItem()): Promise<{ logItemId: number; requestId: string }> {
  const stamp = stampAt(at);
  await storeLogItem(receivables(), tenant, item, stamp);
  const { body } = await client.listLogItems();
  const [newest] = (body as { logItems: { logItemId: number }[] }).logItems;
  return { logItemId: newest?.logItemId as number, requestId: stamp.requestId };
}

describe('GET /clients/{clientno}/logitems/{logitemid}', () => {
  it('shows what became of a write', async () => {
    const at = new Date().toISOString();
    const { logItemId, requestId } = await store(at, logItem({ userId: 'TestUser' }));
    const { status, body } = await getLogItem(logItemId);
    const shown = {
      logItemId,
      clientNo,
      logDateTime: `${at.slice(0, 19)}Z`,
      userId: 'TestUser',
      subject: 'client-1',
      method: 'DELETE',
      path: '/clients/2218/customers/C1',
      entity: 'customers',
      entityId: 'C1',
      status: 'PROCESSED',
      result: 'DELETED',
      message: 'Customer deleted',
      requestId,
    };
    expect([status, body]).toEqual([200, shown]);
    expect(Object.keys(body as object)).toEqual(Object.keys(shown));
  });

  it('leaves out what is not known', async () => {
    const { entityId: _, ...item } = logItem();
    const { logItemId } = await store(new Date().toISOString(), item);
    const { body } = await getLogItem(logItemId);
    expect(body).not.toHaveProperty('userId');
    expect(body).not.toHaveProperty('entityId');
  });

  it('answers 404 to an id that nobody has, that is no id, and once 400 days are over', async () => {
    const days = 24 * 60 * 60 * 1_000;
    const old = (ago: number) => new Date(Date.now() - ago).toISOString();
    const kept = await store(old(400 * days - 60_000));
    expect((await getLogItem(kept.logItemId)).status).toBe(200);
    const stamp = stampAt(old(400 * days + 1_000));
    await storeLogItem(receivables(), tenant, logItem(), stamp);
    const gone = firstId(stamp);
    for (const id of [gone, 1, '8'.repeat(16)]) {
      const { status, body } = await getLogItem(id);
      const message = `There is no log item ${id}`;
      expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', message, { clientNo })]);
    }
    for (const id of ['0', 'x', '-1', '1'.repeat(17)]) {
      const { status, body } = await getLogItem(id);
      const message = 'logitemid: must be a positive integer';
      expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', message, { clientNo })]);
    }
  });

  it('answers 401 to a caller without credentials, 403 to another client, and shows no other client’s', async () => {
    const { logItemId } = await store(new Date().toISOString());
    const open = await call(`GET /clients/${clientNo}/logitems/${logItemId}`);
    const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo });
    expect([open.status, open.body]).toEqual([401, unauthorized]);
    const other = newAmiliClient();
    const authorization = await amiliAuthorization([other]);
    const forbidden = await call(`GET /clients/${clientNo}/logitems/${logItemId}`, { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([forbidden.status, forbidden.body]).toEqual([
      403,
      amiliFailure('FORBIDDEN', message, { clientNo }),
    ]);
    const own = await call(`GET /clients/${other}/logitems/${logItemId}`, { authorization });
    expect(own.status).toBe(404);
  });
});
