import { expect } from 'vitest';
import type { ArItem } from '../../functions/amili/ar-items/ar-item.ts';
import type { GlItem } from '../../functions/amili/gl-items/gl-item.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import type { Tenant } from '../../shared/receivables/keys.ts';
import type { RecordItem } from '../../shared/receivables/records/record.ts';
import { tenantState } from '../support/tenant-state.ts';
import { type Ledger, violationsOf } from './ledger/violations.ts';

/** What is stored of a client's ledger. */
export async function storedLedger(tenant: Tenant): Promise<Ledger> {
  const stored = [...(await tenantState(tenant.vendor, tenant.tenant)).values()] as DependentItem[];
  // Also fences, which shut out the late attempts of refused requests, are deleted.
  const items = stored.filter(({ deletion }) => !deletion);
  const of = <Item>(kind: string) => items.filter(({ sk }) => sk === kind) as unknown as Item[];
  return {
    customers: of<CustomerItem>('CUSTOMER'),
    documents: of<DependentItem>('DOCUMENT'),
    arItems: of<DependentItem<ArItem>>('AR_ITEM').map(({ fields }) => fields),
    glItems: of<RecordItem<GlItem>>('GL_ITEM').map(({ fields }) => fields),
    dependents: items.filter((item) => 'customerKey' in item),
  };
}

/** Later than whatever tests post. */
const LATEST = '2100-01-01';

/** Holds a client's ledger to what must be true of every ledger, whatever was posted to it. */
export async function expectSoundLedger(tenant: Tenant): Promise<void> {
  expect(violationsOf(await storedLedger(tenant), [LATEST])).toEqual([]);
}
