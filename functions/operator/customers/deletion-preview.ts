import type { Table } from '../../../shared/dynamodb/tables.ts';
import { isHeldByRecurring } from '../../../shared/receivables/customers/removal-outcome.ts';
import { readLinked } from '../../../shared/receivables/dependents/linked.ts';
import { MOST_RELEASED } from '../../../shared/receivables/dependents/release.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { SeenDependent, Vendor } from '../../vendor.ts';

export interface Blocker {
  readonly item: DependentItem;
  readonly seen: SeenDependent;
}

export interface Blockers {
  /** Those of some links that are not over. */
  readonly blockers: readonly Blocker[];
  /** Whether links were left unread. */
  readonly isMore: boolean;
  /** Whether a delete would end all that refers to the customer, and then succeed. */
  readonly areAllOver: boolean;
}

/**
 * What keeps a customer from being deleted, as its vendor's delete goes about it: where recurring invoices alone refer to
 * the customer, it ends those that are over, as many as one delete ends. They are looked at until one is found that is not.
 */
export async function blockersOf(
  table: Table,
  ref: CustomerRef,
  customer: CustomerItem,
  { dependentOf }: Vendor,
  now: Date,
): Promise<Blockers> {
  let over = 0;
  let page = await readLinked(table, ref, { most: MOST_RELEASED });
  for (;;) {
    const all = page.dependents.map((item) => ({ item, seen: dependentOf(item, now) }));
    const blockers = all.filter(({ seen }) => !seen.isOver);
    over += all.length - blockers.length;
    if (blockers.length > 0 || !page.next) {
      const areAllOver = isHeldByRecurring(customer) && over === customer.linkCount && over <= MOST_RELEASED;
      return { blockers, isMore: page.next !== undefined, areAllOver };
    }
    page = await readLinked(table, ref, { most: MOST_RELEASED, after: page.next });
  }
}
