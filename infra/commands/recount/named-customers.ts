import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { StartupError } from '../../startup-error.ts';
import type { CountedCustomer } from './scan-table.ts';

/** Customers in one request. */
const BATCH = 25;

/** A customer's key: `<vendor>#<tenant>#<id>`. In an id there may be more of '#'. */
const KEY = /^([^#]+)#([^#]+)#(.+)$/;

/**
 * The keys of customers in a file, one a line, each once.
 * @throws StartupError when it cannot be read, or a line is no key
 */
export async function namedCustomers(file: string): Promise<string[]> {
  const keys = new Set<string>();
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number++;
      if (line === '') continue;
      if (!KEY.test(line))
        throw new StartupError(`${file}, line ${number}: ${line} is not <vendor>#<tenant>#<id>`);
      keys.add(line);
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return [...keys];
}

/** The customers with these keys, as far as there are such; deleted ones too. */
export async function* readNamed(
  table: Table,
  entries: readonly { readonly key: string }[],
): AsyncGenerator<CountedCustomer> {
  const refs = entries.map(({ key }) => refOf(key));
  for (let start = 0; start < refs.length; start += BATCH) {
    const found = await readCustomers(table, refs.slice(start, start + BATCH));
    yield* [...found.values()].map(counted);
  }
}

/** Without the profile: half a million of these are kept. */
const counted = ({ pk, version, linkCount, recurringCount, deletion }: CustomerItem): CountedCustomer => ({
  pk,
  version,
  deletion,
  ...(linkCount !== undefined && { linkCount }),
  ...(recurringCount !== undefined && { recurringCount }),
});

function refOf(key: string): CustomerRef {
  const [, vendor, tenant, id] = KEY.exec(key) as unknown as [string, string, string, string];
  return { vendor, tenant, id };
}
