import { beforeEach, expect, it } from 'vitest';
import { Course } from '../../infra/commands/recount/course.ts';
import type { RecountOptions } from '../../infra/commands/recount/recount.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { customerKey } from '../../shared/receivables/keys.ts';
import { answered, withFates } from '../support/faults.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { damage, findingsOf, linkedCustomer } from './ledger.ts';

beforeEach(useOwnTables);

type Told = [what: string, read: number, total: number | undefined];

async function toldBy(options: Partial<RecountOptions>, table = receivables()): Promise<Told[]> {
  const told: Told[] = [];
  const progress = (...what: Told) => void told.push(what);
  await findingsOf({ ...options, progress }, table);
  return told;
}

it('tells of a small table too how much of the whole is read', async () => {
  await linkedCustomer(2);
  expect(await toldBy({ pageSize: 2 })).toEqual([
    ['links', 2, 9],
    ['links', 3, 9],
    ['customers', 5, 9],
    ['customers', 6, 9],
    ['links', 8, 9],
    ['links', 9, 9],
  ]);
});

it('tells of more to read where a count differs', async () => {
  await damage(await linkedCustomer(0), 'linkCount', 1);
  expect((await toldBy({})).slice(-3)).toEqual([
    ['links', 3, 3],
    ['customers', 4, 5],
    ['links', 5, 5],
  ]);
});

it('tells of the ranges to come, once it knows that there are more', async () => {
  const refs = await Promise.all(Array.from({ length: 8 }, () => linkedCustomer(1)));
  const told = await toldBy({ most: 3 });
  const [first] = told;
  const last = told.at(-1) as Told;
  expect(first).toEqual(['links', 16, 3 * 2 * refs.length]);
  // Each of them read all 16 items three times.
  expect(last[1] % (3 * 16)).toBe(0);
  expect(last[1]).toBeGreaterThanOrEqual(3 * 3 * 16);
  expect(last[2]).toBe(last[1]);
  const totals = told.slice(1).map(([, , total]) => total as number);
  expect(Math.min(...totals)).toBeGreaterThan(3 * 16);
});

it('tells of two scans only where customers are named', async () => {
  const ref = await linkedCustomer(1);
  expect(await toldBy({ customers: [customerKey(ref)] })).toEqual([
    ['links', 2, 4],
    ['links', 4, 4],
  ]);
});

it('knows no share before the first scan is over where nobody says how large the table is', async () => {
  await linkedCustomer(0);
  const silent = withFates(receivables(), ({ name }) => async (attempt) => {
    if (name === 'DescribeTable') throw new Error('not allowed');
    return answered(attempt);
  });
  expect(await toldBy({}, silent)).toEqual([
    ['links', 1, 3],
    ['customers', 2, 3],
    ['links', 3, 3],
  ]);
});

it('expects more when the table has more items than DynamoDB said', () => {
  const told: Told[] = [];
  const page = new Course(10, (...what) => void told.push(what)).follow('links', 2);
  page(8, false);
  page(16, false);
  page(20, true);
  expect(told).toEqual([
    ['links', 8, 30],
    ['links', 16, 48],
    ['links', 20, 60],
  ]);
});
