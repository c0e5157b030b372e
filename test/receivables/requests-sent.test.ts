import { beforeEach, describe, expect, it, vi } from 'vitest';
import { backOff } from '../../shared/dynamodb/send.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import { readCustomers } from '../../shared/receivables/customers/read-many.ts';
import { removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../shared/receivables/customers/remove-many.ts';
import { readDependent } from '../../shared/receivables/dependents/read.ts';
import {
  type CustomerRef,
  customerItemKey,
  customerKey,
  dependentItemKey,
} from '../../shared/receivables/keys.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  statementsFail,
  unprocessed,
  withFates,
} from '../support/faults.ts';
import { newScene, outOfTime, tableWith } from '../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../support/store.ts';

/** Nothing really waits here: the tests look at how long it would have waited. */
vi.mock('../../shared/dynamodb/send.ts', async (original) => ({
  ...(await original<typeof import('../../shared/dynamodb/send.ts')>()),
  backOff: vi.fn(async () => {}),
}));

const waits = () => vi.mocked(backOff).mock.calls.map(([attempts]) => attempts);

beforeEach(() => {
  vi.mocked(backOff).mockClear();
});

/** The table, with these fates for the first requests, and every request that is sent to it. */
function watched(...fates: Fate[]) {
  const sent: { name: string; input: unknown }[] = [];
  const table = withFates(receivables(), ({ name, input }) => {
    sent.push({ name, input });
    return fates.shift() ?? answered;
  });
  return { table, sent, names: () => sent.map(({ name }) => name) };
}

const answers =
  (answer: unknown): Fate =>
  async () =>
    answer;

async function newCustomer(): Promise<CustomerRef> {
  const ref = newScene().customer();
  await storeCustomer(ref);
  return ref;
}

describe('a read', () => {
  it('of a customer sees the last write', async () => {
    const { table, sent } = watched();
    const ref = newScene().customer();
    await readCustomer(table, ref);

    const input = { TableName: table.name, Key: customerItemKey(ref), ConsistentRead: true };
    expect(sent).toEqual([{ name: 'Get', input }]);
  });

  it('of a dependent sees the last write', async () => {
    const { table, sent } = watched();
    const ref = newScene().dependent();
    await readDependent(table, ref);

    const input = { TableName: table.name, Key: dependentItemKey(ref), ConsistentRead: true };
    expect(sent).toEqual([{ name: 'Get', input }]);
  });

  it('of many customers waits longer before each round of what is left over', async () => {
    const scene = newScene();
    const refs = ['c1', 'c2', 'c3'].map((id) => scene.customer(id));

    await readCustomers(watched(unprocessed, unprocessed).table, refs);

    expect(waits()).toEqual([1, 2]);
  });

  it('of many customers finds none in an empty answer', async () => {
    const table = tableWith(answers({}));
    expect(await readCustomers(table, [newScene().customer()])).toEqual(new Map());
  });
});

describe('a removal', () => {
  it.each(['deletion', 'deactivation'] as const)(
    'that landed knows its own %s without another request',
    async (removal) => {
      const { table, names } = watched(droppedAfter);

      expect((await removeCustomer(table, await newCustomer(), removal, newStamp())).outcome).toBe('removed');

      expect(names()).toEqual(['Update', 'Update']);
    },
  );

  it('of many that landed knows them without another write', async () => {
    const { table, names } = watched(droppedAfter);

    expect(await removeCustomers(table, [await newCustomer()], 'deletion', newStamp())).toEqual([
      { outcome: 'removed' },
    ]);

    // Some engines return the items that the conditions were checked against, with others they must be read.
    expect(names().filter((name) => name !== 'BatchGet')).toEqual(Array(2).fill('BatchExecuteStatement'));
  });

  it('of many waits longer before each round', async () => {
    const hit = statementsFail(() => true, 'ThrottlingError');

    await removeCustomers(tableWith(hit, hit, hit), [await newCustomer()], 'deletion', newStamp());

    expect(waits()).toEqual([1, 2, 3]);
  });

  it.each([
    'InternalServerError',
    'ProvisionedThroughputExceeded',
    'RequestLimitExceeded',
    'ThrottlingError',
    'TransactionConflict',
  ])('of many is tried again after %s', async (code) => {
    const table = tableWith(statementsFail(() => true, code));

    const result = await removeCustomers(table, [await newCustomer()], 'deletion', newStamp());

    expect(result).toEqual([{ outcome: 'removed' }]);
  });

  it('of many shuts nothing out where a statement was throttled only', async () => {
    const ref = await newCustomer();
    await storeDependent(ref);
    const before = await storedCustomer(ref);

    await removeCustomers(
      tableWith(statementsFail(() => true, 'ThrottlingError')),
      [ref],
      'deletion',
      newStamp(),
    );

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('of many shuts nothing out of a customer whose own statement failed for good', async () => {
    const [doubtful, refused] = [await newCustomer(), await newCustomer()];
    const before = await storedCustomer(refused);
    const fails: Fate = answers({
      Responses: [
        { Error: { Code: 'InternalServerError' } },
        { Error: { Code: 'AccessDenied', Message: 'no' } },
      ],
    });

    const results = await removeCustomers(tableWith(fails), [doubtful, refused], 'deletion', newStamp());

    expect(results).toEqual([
      { outcome: 'removed' },
      { outcome: 'failed', cause: new Error('AccessDenied: no') },
    ]);
    expect(await storedCustomer(refused)).toEqual(before);
  });

  it('of many believes no empty answer', async () => {
    const table = outOfTime(tableWith(answers({})));

    const [result] = await removeCustomers(table, [await newCustomer()], 'deletion', newStamp());

    const cause = new Error('DynamoDB answered fewer statements than were sent');
    expect(result).toEqual({ outcome: 'unknown', cause });
  });

  it('of many reads the customer where the answer has an empty item', async () => {
    const ref = await newCustomer();
    await storeDependent(ref);
    const empty = answers({ Responses: [{ Error: { Code: 'ConditionalCheckFailed', Item: {} } }] });

    const [result] = await removeCustomers(tableWith(empty), [ref], 'deletion', newStamp());

    expect(result).toEqual({ outcome: 'linked', customer: await storedCustomer(ref), linkCount: 1 });
  });

  it('of many gives up on a customer that keeps changing, and says so', async () => {
    const ref = await newCustomer();
    const refused: Fate = async ({ name, apply }) =>
      name === 'BatchGet' ? apply() : { Responses: [{ Error: { Code: 'ConditionalCheckFailed' } }] };

    const table = outOfTime(tableWith(refused, refused));

    const [result] = await removeCustomers(table, [ref], 'deletion', newStamp());

    expect(result).toEqual({ outcome: 'untouched', cause: new Error(`${customerKey(ref)} keeps changing`) });
  });
});
