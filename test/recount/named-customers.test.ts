import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { namedCustomers } from '../../infra/commands/recount/named-customers.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { customerKey } from '../../shared/receivables/keys.ts';
import { newDirectory } from '../support/directories.ts';
import { answered, withFates } from '../support/faults.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { newStamp, storeDependent, storedCustomer } from '../support/store.ts';
import { damage, finding, findingsOf, fixing, linkedCustomer, whatIsRead } from './ledger.ts';

beforeEach(useOwnTables);

describe('customers that are named', () => {
  it('are recounted, and no others', async () => {
    const [low, missing, right, other] = [
      await linkedCustomer(2),
      await linkedCustomer(1),
      await linkedCustomer(3),
      await linkedCustomer(1),
    ];
    await damage(low, 'linkCount', 0);
    await damage(missing, 'linkCount');
    await damage(other, 'linkCount', 7);
    const before = await storedCustomer(other);

    const customers = [low, missing, right].map(customerKey);
    const expected = [
      finding(low, 'count differs', 0, 2, true),
      finding(missing, 'count missing', null, 1, true),
    ];
    const byKey = (one: { customer: string }, two: { customer: string }) =>
      one.customer < two.customer ? -1 : 1;
    expect(await findingsOf({ ...fixing(), customers })).toEqual(expected.sort(byKey));

    expect((await storedCustomer(low))?.linkCount).toBe(2);
    expect((await storedCustomer(missing))?.linkCount).toBe(1);
    expect(await storedCustomer(other)).toEqual(before);
  });

  it('are reported when they are not there, and when something live refers to a deleted one', async () => {
    const deleted = await linkedCustomer(1);
    await damage(deleted, 'deletion', newStamp());
    const nobody = { ...deleted, id: 'nobody' };

    const found = await findingsOf({ ...fixing(), customers: [deleted, nobody].map(customerKey) });
    expect(found).toContainEqual(finding(deleted, 'linked though deleted', 1, 1));
    expect(found).toContainEqual(finding(nobody, 'no such customer', null, 0));
    expect(found).toHaveLength(2);
  });

  it('are judged by the table alone, never by an index, a few at a time', async () => {
    const refs = await Promise.all(Array.from({ length: 5 }, (_, links) => linkedCustomer(links)));
    for (const ref of refs) await damage(ref, 'linkCount', 9);
    const asked = new Map<string, number>();
    const table = withFates(receivables(), (attempt) => {
      const what = whatIsRead(attempt);
      asked.set(what, (asked.get(what) ?? 0) + 1);
      return answered;
    });

    const found = await findingsOf({ customers: refs.map(customerKey), most: 2 }, table);

    expect(found).toHaveLength(5);
    // Three times two rounds, in each of which the former count of links serves as the first.
    expect([...asked].sort()).toEqual([
      ['BatchGet', 6],
      ['DescribeTable', 1],
      ['links', 9],
    ]);
  });

  it('are believed to differ only when they do so twice', async () => {
    const ref = await linkedCustomer(1);
    let isFirst = true;
    const table = withFates(receivables(), (attempt) => async () => {
      // Another request's invoice comes between the first count of links and the customer.
      if (attempt.name === 'BatchGet' && isFirst) await storeDependent(ref);
      if (attempt.name === 'BatchGet') isFirst = false;
      return answered(attempt);
    });

    expect(await findingsOf({ ...fixing(), customers: [customerKey(ref)] }, table)).toEqual([]);
    expect((await storedCustomer(ref))?.linkCount).toBe(2);
  });
});

describe('a file of customers', () => {
  const fileOf = (text: string): string => {
    const file = join(newDirectory(), 'customers.txt');
    writeFileSync(file, text);
    return file;
  };

  it('has a key on each line', async () => {
    const file = fileOf('enkash#CEK0000001#KC1\r\n\nbeel#live:1#a\namili#1#NO#2 B\nbeel#live:1#a\n');
    expect(await namedCustomers(file)).toEqual(['enkash#CEK0000001#KC1', 'beel#live:1#a', 'amili#1#NO#2 B']);
  });

  it('is refused with the line that is no key', async () => {
    const file = fileOf('enkash#CEK0000001#KC1\nKC2\n');
    await expect(namedCustomers(file)).rejects.toThrow(`${file}, line 2: KC2 is not <vendor>#<tenant>#<id>`);
  });

  it('is refused when it cannot be read', async () => {
    await expect(namedCustomers('nowhere.txt')).rejects.toThrow('nowhere.txt cannot be read: ENOENT');
  });
});
