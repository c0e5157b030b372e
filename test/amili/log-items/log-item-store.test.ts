import { describe, expect, it } from 'vitest';
import type { LogItem } from '../../../functions/amili/log-items/log-item.ts';
import { logItemRef } from '../../../functions/amili/log-items/log-item-ids.ts';
import { storeLogItem } from '../../../functions/amili/log-items/log-item-store.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { droppedAfter } from '../../support/faults.ts';
import { tableWith } from '../../support/scenes.ts';
import { newStamp, storedDependent } from '../../support/store.ts';
import { storedState } from '../../support/stored-state.ts';
import { newClient } from '../client.ts';
import { firstId, logItem } from './samples.ts';

const AT = '2026-11-21T20:45:13.123Z';
const stampOf = (requestId: string): Stamp => ({ ...newStamp('client-1'), at: AT, requestId });

/** All that is stored of a client's log, by id. */
async function storedLog({ vendor, tenant }: Tenant) {
  const items = [...(await storedState({ withLog: true })).values()].filter(({ pk }) =>
    pk.startsWith(`${vendor}#${tenant}#`),
  );
  return Object.fromEntries(
    items.map(({ pk, fields, creation }) => [
      Number(pk.split('#').at(-1)),
      { ...(fields as LogItem), by: (creation as Stamp).requestId },
    ]),
  );
}

const stored = (by: string, item: LogItem) => ({ ...item, by });

/** Two requests of one millisecond that draw the same id. */
function twins(): readonly [Stamp, Stamp] {
  const seen = new Map<number, Stamp>();
  for (let n = 0; n < 100_000; n++) {
    const stamp = stampOf(`request-${n}`);
    const id = firstId(stamp);
    const twin = seen.get(id);
    if (twin) return [twin, stamp];
    seen.set(id, stamp);
  }
  throw new Error('no two requests drew the same id');
}

const unknown = logItem({ status: 'FAILED', result: 'ERROR', message: 'unknown' });

describe('storing a log item', () => {
  it('stores it for 400 days, listed by its time', async () => {
    const { tenant } = await newClient();
    const stamp = stampOf('request-1');
    expect(await storeLogItem(receivables(), tenant, logItem(), stamp)).toBe('stored');
    const id = firstId(stamp);
    expect(id).toBe(Date.parse(AT) * 4_096 + (id % 4_096));
    const ref = logItemRef(tenant, id);
    const pk = `amili#${tenant.tenant}#LOG_ITEM#${id}`;
    expect(await storedDependent(ref)).toEqual({
      pk,
      sk: 'LOG_ITEM',
      fields: logItem(),
      creation: stamp,
      update: stamp,
      revision: 1,
      expiresAt: Math.floor(Date.parse(AT) / 1_000) + 400 * 24 * 60 * 60,
      listed: { marks: expect.any(Array) },
      listKey: expect.stringMatching(new RegExp(`^amili#${tenant.tenant}#LOG_ITEM#LIVE#\\d$`)),
      listOrder: `${id}\t${id}`,
    });
  });

  it('stores one of each request, however often and by however many it is told', async () => {
    const { tenant } = await newClient();
    const stamp = stampOf('request-1');
    const store = () => storeLogItem(receivables(), tenant, logItem(), stamp);
    const outcomes = await Promise.all(Array.from({ length: 8 }, store));
    expect(outcomes.toSorted()).toEqual([...Array(7).fill('known'), 'stored']);
    expect(await store()).toBe('known');
    expect(Object.values(await storedLog(tenant))).toEqual([stored('request-1', logItem())]);
  });

  it('knows its own write whose answer was lost', async () => {
    const { tenant } = await newClient();
    await storeLogItem(tableWith(droppedAfter), tenant, logItem(), stampOf('request-1'));
    expect(Object.values(await storedLog(tenant))).toEqual([stored('request-1', logItem())]);
  });

  it('gives another request the next id that is free', async () => {
    const { tenant } = await newClient();
    const [one, other] = twins();
    const items = [logItem({ message: 'one' }), logItem({ message: 'other' })] as const;
    for (const again of ['stored', 'known']) {
      expect(await storeLogItem(receivables(), tenant, items[0], one)).toBe(again);
      expect(await storeLogItem(receivables(), tenant, items[1], other)).toBe(again);
    }
    const id = firstId(one);
    expect(await storedLog(tenant)).toEqual({
      [id]: stored(one.requestId, items[0]),
      [id + 1]: stored(other.requestId, items[1]),
    });
  });

  it('keeps what is known over what is not, whichever comes first', async () => {
    for (const items of [
      [unknown, logItem()],
      [logItem(), unknown],
    ]) {
      const { tenant } = await newClient();
      const stamp = stampOf('request-1');
      for (const item of [...items, ...items]) await storeLogItem(receivables(), tenant, item, stamp);
      expect(Object.values(await storedLog(tenant))).toEqual([stored('request-1', logItem())]);
      const id = firstId(stamp);
      expect(await storedDependent(logItemRef(tenant, id))).toMatchObject({
        creation: stamp,
        expiresAt: Math.floor(Date.parse(AT) / 1_000) + 400 * 24 * 60 * 60,
        listOrder: `${id}\t${id}`,
      });
    }
  });
});
