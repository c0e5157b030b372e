import { beforeAll, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { registerTenants } from '../../../shared/receivables/tenants/register.ts';
import { readTenants, type TenantsPage, tenantKey } from '../../../shared/receivables/tenants/tenants.ts';
import { answered, withFates } from '../../support/faults.ts';
import { useOwnTables } from '../../support/own-tables.ts';
import { storeCustomer } from '../../support/store.ts';

beforeAll(() => useOwnTables());

const [a, b, c] = ['a', 'b', 'c'].map((tenant) => ({ vendor: 'v', tenant })) as [Tenant, Tenant, Tenant];

it('there are no tenants where none is registered, and those that are come in pages, as last written', async () => {
  await storeCustomer({ ...a, id: 'C1' });
  const inputs: Record<string, unknown>[] = [];
  const table = withFates(receivables(), ({ input }) => {
    inputs.push(input);
    return answered;
  });
  expect(await readTenants(table, { most: 2 })).toEqual({ tenants: [] });

  const other = { vendor: 'u', tenant: 'z' };
  await registerTenants(receivables(), [c, a, other, b, a]);

  expect(await readTenants(table, { most: 9 })).toEqual({ tenants: [other, a, b, c] });
  const pages: TenantsPage[] = [];
  let after: string | undefined;
  do {
    const page = await readTenants(table, { after, most: 3 });
    pages.push(page);
    after = page.next;
  } while (after !== undefined && pages.length < 9);
  expect(pages).toEqual([{ tenants: [other, a, b], next: tenantKey(b) }, { tenants: [c] }]);
  // Also behind a tenant that is none.
  expect(await readTenants(table, { after: 'v#aa', most: 1 })).toEqual({ tenants: [b], next: tenantKey(b) });
  expect(await readTenants(table, { after: tenantKey(c), most: 1 })).toEqual({ tenants: [] });
  expect(inputs.map(({ ConsistentRead }) => ConsistentRead)).toEqual(inputs.map(() => true));
});
