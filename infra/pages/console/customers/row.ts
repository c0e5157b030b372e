import { caseless } from '../../../../functions/amili/dialect/identifiers.ts';
import type { ListedBy } from '../../../../functions/vendor.ts';
import { beginning, folded } from '../../../../shared/receivables/lists/folded.ts';
import { compareTexts } from '../../../../shared/receivables/lists/order.ts';
import type { CustomersQuery } from './query.ts';

/** A customer as lists of the operator's dialect show it. */
export interface CustomerRow {
  readonly vendor: string;
  readonly tenant: string;
  readonly id: string;
  readonly name: string | null;
  readonly state: string;
  readonly is_protected: boolean;
  readonly link_count: number | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/**
 * What the service orders rows by, from what it shows of them. Its lists of a tenant are in this order, so that lists of
 * several can be merged by it. Only Amili's know an order by id, and of changes they know the second.
 */
const VALUES: Readonly<Record<ListedBy, (row: CustomerRow) => string | number>> = {
  name: ({ name }) => beginning(folded(name ?? '')),
  id: ({ id }) => caseless(id),
  created: ({ created_at }) => Date.parse(created_at),
  changed: ({ updated_at }) => Math.floor(Date.parse(updated_at) / 1000),
};

/** Compares rows of several tenants. Texts are folded once for each row: merging compares each many times. */
export function comparison({ order, direction }: Pick<CustomersQuery, 'order' | 'direction'>) {
  const known = new WeakMap<CustomerRow, string | number>();
  const orderOf = (row: CustomerRow) => {
    const value = known.get(row) ?? VALUES[order](row);
    known.set(row, value);
    return value;
  };
  const sign = direction === 'desc' ? -1 : 1;
  return (one: CustomerRow, other: CustomerRow): number => {
    const [a, b] = [orderOf(one), orderOf(other)];
    const difference =
      typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b));
    return sign * difference;
  };
}
