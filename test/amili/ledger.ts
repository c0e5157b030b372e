import { expect } from 'vitest';
import { type ArItem, remaining } from '../../functions/amili/ar-items/ar-item.ts';
import { caseless } from '../../functions/amili/dialect/identifiers.ts';
import type { GlItem } from '../../functions/amili/gl-items/gl-item.ts';
import { sum } from '../../shared/fields/money.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../shared/receivables/keys.ts';
import type { RecordItem } from '../../shared/receivables/records/record.ts';
import { tenantState } from '../support/tenant-state.ts';

/** What is stored of a client's ledger. */
export async function storedLedger(tenant: Tenant) {
  const items = [...(await tenantState(tenant.vendor, tenant.tenant)).values()] as { sk: string }[];
  const of = <Item>(kind: string) => items.filter(({ sk }) => sk === kind) as unknown as Item[];
  return {
    customers: of<CustomerItem>('CUSTOMER'),
    documents: of<DependentItem>('DOCUMENT'),
    arItems: of<DependentItem<ArItem>>('AR_ITEM').map(({ fields }) => fields),
    glItems: of<RecordItem<GlItem>>('GL_ITEM').map(({ fields }) => fields),
    dependents: items.filter((item) => 'customerKey' in item) as unknown as DependentItem[],
  };
}

const total = (amounts: readonly number[]) => sum(amounts).toNumber();

/** Holds a client's ledger to what must be true of every ledger, whatever was posted to it. */
export async function expectSoundLedger(tenant: Tenant): Promise<void> {
  const { customers, arItems, glItems, dependents } = await storedLedger(tenant);
  for (const [voucherNo, lines] of Map.groupBy(glItems, (line) => line.voucherNo))
    expect([voucherNo, total(lines.map(({ amount }) => amount))]).toEqual([voucherNo, 0]);

  const receivables = glItems.filter(({ glAccountNo }) => glAccountNo === '1500');
  expect(total(arItems.map((item) => remaining(item)))).toBe(total(receivables.map(({ amount }) => amount)));

  const settlements = arItems.flatMap(({ arItemId, settlements = [] }) =>
    settlements.map((settlement) => ({ ...settlement, of: arItemId })),
  );
  for (const { of, arItemId, amount, date } of settlements) {
    const twins = settlements.filter((other) => other.of === arItemId && other.arItemId === of);
    expect(twins).toContainEqual(expect.objectContaining({ date, amount: 0 - amount }));
  }
  // What is left never crosses 0.
  for (const item of arItems) {
    const left = remaining(item);
    expect(Math.sign(left) * Math.sign(item.originalAmount)).toBeGreaterThanOrEqual(0);
    expect(Math.abs(left)).toBeLessThanOrEqual(Math.abs(item.originalAmount));
  }

  for (const { pk, linkCount } of customers) {
    const links = dependents.filter((dependent) => dependent.customerKey === pk);
    expect([pk, linkCount]).toEqual([pk, links.length]);
  }
  const owners = new Set(arItems.map((item) => customerKey({ ...tenant, id: caseless(item.customerNo) })));
  for (const owner of owners) expect(customers.find(({ pk }) => pk === owner)?.deletion).toBe(undefined);
}
