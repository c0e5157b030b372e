import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { repairCount } from '../../infra/commands/recount/repair-count.ts';
import { scanCustomers, scanDependents } from '../../infra/commands/recount/scan-table.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { detachDependent } from '../../shared/receivables/dependents/detach.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import { customerItemKey, customerKey } from '../../shared/receivables/keys.ts';
import { ensureSeries } from '../../shared/receivables/series/ensure.ts';
import { answered, withFates } from '../support/faults.ts';
import { moveDependent } from '../support/move-dependent.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { overwrite } from '../support/scenes.ts';
import { newStamp, storeDependent, storedCustomer, storedDependent } from '../support/store.ts';
import { storedState } from '../support/stored-state.ts';
import { damage, finding, findingsOf, fixing, linkedCustomer, whatIsRead } from './ledger.ts';

beforeEach(useOwnTables);

describe('counts that are right', () => {
  it('are found right, whatever became of customers and links', async () => {
    await linkedCustomer(0);
    await linkedCustomer(3);
    const [from, to] = [await linkedCustomer(2), await linkedCustomer(0)];
    const [moved, detached] = [await storeDependent(from), await storeDependent(from, 'DOCUMENT')];
    await moveDependent(receivables(), (await storedDependent(moved)) as DependentItem, to, newStamp());
    await detachDependent(receivables(), (await storedDependent(detached)) as DependentItem, newStamp());
    for (const removal of ['deactivation', 'deletion'] as const)
      await removeCustomer(receivables(), await linkedCustomer(0), removal, newStamp());
    const before = await storedState();

    expect(await findingsOf(fixing())).toEqual([]);
    expect(await storedState()).toEqual(before);
  });

  it('are found right with recurring invoices, and with items that refer to nobody', async () => {
    const ref = await linkedCustomer(1);
    await storeDependent(ref, 'RECURRING_INVOICE');
    await overwrite({ pk: `${ref.vendor}#${ref.tenant}#SERIES`, sk: 'SERIES', revision: 3, version: 3 });
    const before = await storedState();

    expect((await storedCustomer(ref))?.recurringCount).toBe(1);
    expect(await findingsOf(fixing())).toEqual([]);
    expect(await storedState()).toEqual(before);
  });

  it('are found by pages of a bounded size: without a limit the embedded engine loads the table for each', async () => {
    await linkedCustomer(1);
    const limits = new Set<unknown>();
    const table = withFates(receivables(), ({ name, input }) => {
      if (name === 'Scan') limits.add(input.Limit);
      return answered;
    });

    await findingsOf({}, table);
    expect([...limits]).toEqual([2_000]);
  });

  it('are looked for among customers and dependents alone, not in series that were changed', async () => {
    const tenant = await linkedCustomer(0);
    const lacking = (id: string) => (known: readonly object[]) => (known.length < 2 ? [{ id }] : []);
    await ensureSeries(receivables(), tenant, lacking('F'), newStamp());
    await ensureSeries(receivables(), tenant, lacking('S'), newStamp());
    const pass = { progress: () => {} };
    const scanned = async (items: AsyncIterable<{ readonly pk: string }>) => {
      const keys: string[] = [];
      for await (const { pk } of items) keys.push(pk);
      return keys;
    };

    expect(await scanned(scanCustomers(receivables(), pass))).toEqual([customerKey(tenant)]);
    expect(await scanned(scanDependents(receivables(), pass))).toEqual([]);
  });

  it('are found right in an empty table', async () => {
    expect(await findingsOf(fixing())).toEqual([]);
  });
});

describe('counts that are wrong', () => {
  const wrongs = async () => {
    const [high, low, none, missing, right] = [
      await linkedCustomer(2),
      await linkedCustomer(2),
      await linkedCustomer(0),
      await linkedCustomer(1),
      await linkedCustomer(2),
    ];
    await damage(high, 'linkCount', 5);
    await damage(low, 'linkCount', 0);
    await damage(none, 'linkCount', 1);
    await damage(missing, 'linkCount');
    const findings = (repaired: boolean) =>
      [
        finding(high, 'count differs', 5, 2, repaired),
        finding(low, 'count differs', 0, 2, repaired),
        finding(none, 'count differs', 1, 0, repaired),
        finding(missing, 'count missing', null, 1, repaired),
      ].sort((one, other) => (one.customer < other.customer ? -1 : 1));
    return { high, low, none, missing, right, findings };
  };

  it('are reported, and left alone', async () => {
    const { findings } = await wrongs();
    const before = await storedState();

    expect(await findingsOf()).toEqual(findings(false));
    expect(await storedState()).toEqual(before);
  });

  it.each([
    ['missing', undefined, 0],
    ['too high', 4, 4],
  ])('are found where that of recurring invoices is %s, and repaired', async (_, count, recurringCount) => {
    const ref = await linkedCustomer(1);
    await storeDependent(ref, 'RECURRING_INVOICE');
    await damage(ref, 'recurringCount', count);
    const found = { ...finding(ref, 'count differs', 2, 2), recurringCount, liveRecurring: 1 };

    expect(await findingsOf()).toEqual([found]);
    expect(await findingsOf(fixing())).toEqual([{ ...found, repaired: true }]);

    expect(await storedCustomer(ref)).toMatchObject({ linkCount: 2, recurringCount: 1 });
    expect(await findingsOf()).toEqual([]);
  });

  it('[read count] a repair is refused where that of recurring invoices is another by then', async () => {
    const ref = await linkedCustomer(1);
    const read = { pk: customerKey(ref), linkCount: 1, version: 1 };
    const before = await damage(ref, 'recurringCount', 2).then(() => storedCustomer(ref));
    const links = { links: 1, recurring: 1 };

    expect(await repairCount(receivables(), read, links, newStamp())).toBe(false);
    expect(await repairCount(receivables(), { ...read, recurringCount: 3 }, links, newStamp())).toBe(false);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('are repaired with fix, and nothing else is touched', async () => {
    const { high, low, none, missing, findings } = await wrongs();
    const before = await storedState();
    const { fix } = fixing();

    expect(await findingsOf({ fix })).toEqual(findings(true));

    const expected = new Map(before);
    for (const [ref, reason, from, linkCount] of [
      [high, 'count differs', 5, 2],
      [low, 'count differs', 0, 2],
      [none, 'count differs', 1, 0],
      [missing, 'count missing', undefined, 1],
    ] as const) {
      const key = `${customerKey(ref)} CUSTOMER`;
      const recount = { ...fix, reason, ...(from !== undefined && { from }) };
      expected.set(key, { ...before.get(key), ...customerItemKey(ref), linkCount, version: 2, recount });
    }
    expect(await storedState()).toEqual(expected);
    expect(await findingsOf()).toEqual([]);
  });

  it('guard again, once they are repaired', async () => {
    const { low, none } = await wrongs();
    await findingsOf(fixing());

    const remove = (ref: typeof low) => removeCustomer(receivables(), ref, 'deletion', newStamp());
    expect(await remove(low)).toEqual({
      outcome: 'linked',
      customer: await storedCustomer(low),
      linkCount: 2,
    });
    expect((await remove(none)).outcome).toBe('removed');
  });

  it('are found on pages of one item, a few customers in memory at a time', async () => {
    const customers = [];
    for (let links = 0; links < 12; links++) customers.push(await linkedCustomer(links % 4));
    for (const ref of customers) await damage(ref, 'linkCount', 9);
    const expected = customers.map((ref, index) => finding(ref, 'count differs', 9, index % 4, true));
    let scans = 0;
    const table = withFates(receivables(), (attempt) => {
      if (whatIsRead(attempt) === 'customers' && !attempt.input.ExclusiveStartKey) scans++;
      return answered;
    });

    const found = await findingsOf({ ...fixing(), pageSize: 1, most: 3 }, table);

    expect(found).toEqual(expected.sort((one, other) => (one.customer < other.customer ? -1 : 1)));
    expect(await findingsOf({ pageSize: 7, most: 1 })).toEqual([]);
    // At least four ranges of three customers, each read in two rounds.
    expect(scans).toBeGreaterThanOrEqual(8);
  });
});

describe('what only a person can mend', () => {
  it('is a live link on a deleted customer', async () => {
    const ref = await linkedCustomer(1);
    await damage(ref, 'deletion', newStamp());
    const before = await storedState();

    expect(await findingsOf(fixing())).toEqual([finding(ref, 'linked though deleted', 1, 1)]);
    expect(await storedState()).toEqual(before);
  });

  it('is a live link on a customer that does not exist', async () => {
    const ref = await linkedCustomer(2);
    const { client, name } = receivables();
    await client.send(new DeleteCommand({ TableName: name, Key: customerItemKey(ref) }));
    const before = await storedState();

    expect(await findingsOf(fixing())).toEqual([finding(ref, 'no such customer', null, 2)]);
    expect(await storedState()).toEqual(before);
  });
});
