import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { customerItemKey, dependentItemKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { registerTenants, tenantsIn } from '../../../shared/receivables/tenants/register.ts';
import { tenantItemKey } from '../../../shared/receivables/tenants/tenants.ts';
import type { Change } from '../../../shared/streams/change.ts';
import { answered, type Fate, withFates } from '../../support/faults.ts';
import { newStamp } from '../../support/store.ts';

const table = receivables();

const newTenant = (): Tenant => ({ vendor: 'v', tenant: randomUUID() });

async function stored(tenant: Tenant) {
  const Key = tenantItemKey(tenant);
  return (await table.client.send(new GetCommand({ TableName: table.name, Key, ConsistentRead: true }))).Item;
}

/** The table, and how many requests have been sent to it. */
function counted(fate: () => Fate = () => answered) {
  const sent = { requests: 0 };
  const own = withFates(table, () => {
    sent.requests++;
    return fate();
  });
  return { own, sent };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the registry of tenants', () => {
  it('has a tenant once it is told, and asks the table about it once a minute', async () => {
    const [one, other] = [newTenant(), newTenant()];
    const { own, sent } = counted();
    const first = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(first);
    await registerTenants(own, [one, one, other]);
    expect(sent.requests).toBe(2);
    expect(await stored(one)).toEqual({ ...tenantItemKey(one), ...one });
    expect(await stored(other)).toEqual({ ...tenantItemKey(other), ...other });
    clock.mockReturnValue(first + 59_999);
    await registerTenants(own, [one, other]);
    expect(sent.requests).toBe(2);
    clock.mockReturnValue(first + 60_000);
    await registerTenants(own, [one]);
    expect(sent.requests).toBe(3);
    expect(await stored(one)).toEqual({ ...tenantItemKey(one), ...one });
  });

  it('knows the tenants of each table apart', async () => {
    const tenant = newTenant();
    await registerTenants(table, [tenant]);
    const { own, sent } = counted(() => async () => ({}));
    await registerTenants({ ...own, name: 'another' }, [tenant]);
    expect(sent.requests).toBe(1);
  });

  it('remembers ten thousand tenants, and forgets them where one more comes', async () => {
    const { own, sent } = counted(() => async () => ({}));
    const [more, ...tenants] = Array.from({ length: 10_001 }, newTenant) as [Tenant, ...Tenant[]];
    // Whatever it knew before is forgotten on the way, and the second time adds those that were forgotten with it.
    await registerTenants(own, tenants);
    await registerTenants(own, tenants);
    sent.requests = 0;
    await registerTenants(own, tenants);
    expect(sent.requests).toBe(0);
    await registerTenants(own, [more]);
    await registerTenants(own, [more, ...tenants.slice(0, 3)]);
    expect(sent.requests).toBe(4);
  });

  it('fails where the tenant cannot be written, and writes it when it is told again', async () => {
    const tenant = newTenant();
    const { own } = counted(() => async () => {
      throw new Error('injected');
    });
    await expect(registerTenants(own, [tenant])).rejects.toThrow('injected');
    expect(await stored(tenant)).toBeUndefined();
    await registerTenants(table, [tenant]);
    expect(await stored(tenant)).toEqual({ ...tenantItemKey(tenant), ...tenant });
  });
});

describe('tenants in changes', () => {
  const tenant = newTenant();
  const keys = customerItemKey({ ...tenant, id: 'c' });
  const [creation, later] = [newStamp(), newStamp()];
  const customer = { ...keys, creation, update: creation, version: 1, linkCount: 0 };
  const told = (before: object | undefined, after: object | undefined, own: object = keys) =>
    tenantsIn([{ keys: own, before, after } as unknown as Change]).map(({ vendor, tenant }) => ({
      vendor,
      tenant,
    }));

  it('are those of customers that are created, also under the id of a deleted one', () => {
    expect(told(undefined, customer)).toEqual([tenant]);
    const anew = { ...customer, creation: later, update: later };
    expect(told({ ...customer, deletion: creation }, anew)).toEqual([tenant]);
  });

  it.each([
    ['that are changed', customer, { ...customer, update: later, version: 2 }],
    ['that are linked', customer, { ...customer, linkCount: 1 }],
    ['that are removed', customer, undefined],
    ['that a fence has shut out', undefined, { ...customer, deletion: creation }],
  ])('are not those of customers %s', (_, before, after) => {
    expect(told(before, after)).toEqual([]);
  });

  it('are not those of what refers to customers', () => {
    const own = dependentItemKey({ ...tenant, kind: 'INVOICE', id: 'i' });
    expect(told(undefined, { ...customer, ...own }, own)).toEqual([]);
  });
});
