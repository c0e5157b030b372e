import { beforeEach, describe, expect, it } from 'vitest';
import { repairCount } from '../../infra/commands/recount/repair-count.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { removeDependent } from '../../shared/receivables/dependents/remove.ts';
import { customerKey, type DependentRef } from '../../shared/receivables/keys.ts';
import { answered, droppedAfter, inTurn, withFates } from '../support/faults.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { newStamp, storeDependent, storedCustomer } from '../support/store.ts';
import { damage, findingsOf, fixing, linkedCustomer, whatIsRead } from './ledger.ts';

beforeEach(useOwnTables);

describe('a repair', () => {
  it.each([
    ['the count is another', 'linkCount', 4],
    ['the count is gone', 'linkCount', undefined],
    ['the version is another', 'version', 2],
  ])('is refused when %s by then', async (_, attribute, value) => {
    const ref = await linkedCustomer(1);
    await damage(ref, 'linkCount', 3);
    await damage(ref, attribute, value);
    const before = await storedCustomer(ref);

    const read = { pk: customerKey(ref), linkCount: 3, version: 1 };
    expect(await repairCount(receivables(), read, { links: 1, recurring: 0 }, newStamp())).toBe(false);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('of a missing count is refused when there is one by then', async () => {
    const ref = await linkedCustomer(1);
    const before = await storedCustomer(ref);

    expect(
      await repairCount(
        receivables(),
        { pk: customerKey(ref), version: 1 },
        { links: 2, recurring: 0 },
        newStamp(),
      ),
    ).toBe(false);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is done once, and known to be, when its answer was lost', async () => {
    const ref = await linkedCustomer(1);
    await damage(ref, 'linkCount', 3);
    const before = await storedCustomer(ref);
    const table = withFates(receivables(), inTurn(droppedAfter));
    const stamp = newStamp();

    const read = { pk: customerKey(ref), linkCount: 3, version: 1 };
    expect(await repairCount(table, read, { links: 1, recurring: 0 }, stamp)).toBe(true);
    expect(await storedCustomer(ref)).toEqual({
      ...before,
      linkCount: 1,
      version: 2,
      recount: { ...stamp, from: 3 },
    });
  });
});

describe('a recount', () => {
  it('looks again where somebody was faster, and repairs what is there then', async () => {
    const ref = await linkedCustomer(1);
    await damage(ref, 'linkCount', 3);
    let isFirst = true;
    const table = withFates(receivables(), ({ name }) => async (attempt) => {
      if (name === 'Update' && isFirst) await storeDependent(ref);
      if (name === 'Update') isFirst = false;
      return answered(attempt);
    });

    const findings = await findingsOf(fixing(), table);

    const customer = customerKey(ref);
    expect(findings).toEqual([
      { customer, problem: 'count differs', linkCount: 4, liveLinks: 2, repaired: true },
    ]);
    expect((await storedCustomer(ref))?.linkCount).toBe(2);
  });

  it('believes no difference that it sees once: of a transaction only one half may be visible yet', async () => {
    await linkedCustomer(1);
    let isFirst = true;
    const table = withFates(receivables(), (attempt) => async () => {
      const answer = (await answered(attempt)) as { Items?: { linkCount?: number }[] };
      if (whatIsRead(attempt) !== 'customers' || !isFirst) return answer;
      isFirst = false;
      return { ...answer, Items: answer.Items?.map((item) => ({ ...item, linkCount: 0 })) };
    });

    expect(await findingsOf({}, table)).toEqual([]);
    expect(isFirst).toBe(false);
  });

  it.each([
    ['while customers are read', 'links', 'customers'],
    ['around each reading of customers', 'customers', 'links'],
  ])('says nothing of a customer to which a link comes and goes %s', async (_, comes, goes) => {
    const ref = await linkedCustomer(1);
    let link: DependentRef | undefined;
    const table = withFates(receivables(), (attempt) => async () => {
      const what = whatIsRead(attempt);
      if (what === comes) link = await storeDependent(ref);
      if (what === goes && link) await removeDependent(receivables(), link, () => true, newStamp());
      return answered(attempt);
    });

    const findings = await findingsOf({}, table);

    expect(findings.map(({ customer, problem }) => [customer, problem])).toEqual([
      [customerKey(ref), 'unsettled'],
    ]);
  });

  it('says nothing of a customer to which links keep coming', async () => {
    const ref = await linkedCustomer(1);
    const table = withFates(receivables(), (attempt) => async () => {
      if (whatIsRead(attempt) === 'links') await storeDependent(ref);
      return answered(attempt);
    });

    const findings = await findingsOf({}, table);

    expect(findings.map(({ customer, problem }) => [customer, problem])).toEqual([
      [customerKey(ref), 'unsettled'],
    ]);
  });
});
