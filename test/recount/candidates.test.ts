import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { detachDependent } from '../../shared/receivables/dependents/detach.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import { customerItemKey, customerKey } from '../../shared/receivables/keys.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { newStamp, storeDependent, storedDependent } from '../support/store.ts';
import { storedState } from '../support/stored-state.ts';
import { damage, findingsOf, linkedCustomer } from './ledger.ts';

beforeEach(useOwnTables);

/** The query of the README, with the names that SQLite has for two functions of Athena. */
function query(): string {
  const [, sql = ''] =
    /```sql\n([\s\S]*?)```/.exec(readFileSync('infra/commands/recount/README.md', 'utf8')) ?? [];
  return sql.replaceAll('json_extract_scalar', 'json_extract').replaceAll('AS bigint', 'AS integer');
}

/** What it finds in an export of the whole table, as DynamoDB writes it. */
async function candidates(): Promise<string[]> {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE export (line TEXT)');
  const insert = database.prepare('INSERT INTO export VALUES (?)');
  for (const item of (await storedState()).values()) insert.run(JSON.stringify({ Item: marshall(item) }));
  const found = database.prepare(query()).all();
  database.close();
  return found.map((row) => Object.values(row)[0] as string).sort();
}

it('finds as candidates just those that a recount of the whole table finds', async () => {
  const [high, low, missing, gone, deleted, right] = [
    await linkedCustomer(0),
    await linkedCustomer(2),
    await linkedCustomer(1),
    await linkedCustomer(1),
    await linkedCustomer(1),
    await linkedCustomer(2),
  ];
  await damage(high, 'linkCount', 1);
  await damage(low, 'linkCount', 1);
  await damage(missing, 'linkCount');
  await damage(deleted, 'deletion', newStamp());
  const { client, name } = receivables();
  await client.send(new DeleteCommand({ TableName: name, Key: customerItemKey(gone) }));
  // These are right: with an invoice less, and deleted without any.
  const former = await storeDependent(right);
  await detachDependent(receivables(), (await storedDependent(former)) as DependentItem, newStamp());
  await removeCustomer(receivables(), await linkedCustomer(0), 'deletion', newStamp());

  const found = await candidates();

  expect(found).toEqual([high, low, missing, gone, deleted].map(customerKey).sort());
  expect(found).toEqual((await findingsOf()).map(({ customer }) => customer));
  expect(await findingsOf({ customers: found })).toEqual(await findingsOf());
});
