import { Merged } from './merged.ts';
import { type CustomersQuery, valuesNeededBy } from './query.ts';
import { type CustomerRow, comparison } from './row.ts';
import { TenantList } from './tenant-list.ts';
import type { Tenant } from './tenants.ts';
import { isKnownTo } from './vendors.ts';

/** A page of the customers of all tenants that were asked, and what is not among them. */
export interface ListPage {
  readonly rows: readonly CustomerRow[];
  /** The number of its first row, from 0 on. */
  readonly start: number;
  readonly mayHaveMore: boolean;
  /** Of all tenants that answered; null where nobody knows. */
  readonly total: number | null;
  readonly tenants: readonly Tenant[];
  readonly failed: readonly TenantList[];
}

/** The customers that a query asks for, of many tenants in one order. What was read is kept, so that nobody waits for it again. */
export class CustomerList {
  readonly #lists: readonly TenantList[];
  readonly #merged: Merged<CustomerRow>;

  /** @param tenants all that the key reaches */
  constructor(tenants: readonly Tenant[], query: CustomersQuery) {
    const asked = tenantsOf(tenants, query).filter(({ vendor }) => unknownTo(vendor, query).length === 0);
    this.#lists = asked.map((tenant) => new TenantList(tenant, query));
    this.#merged = new Merged(this.#lists, comparison(query));
  }

  /** A page, with all before it that was not read yet. */
  async page(number: number, size: number, signal: AbortSignal): Promise<ListPage> {
    const end = number * size;
    await this.#merged.read(end, signal);
    const { rows, mayHaveMore } = this.#merged;
    const answered = this.#lists.filter(({ problem, total }) => !problem || total !== null);
    const totals = answered.map(({ total }) => total);
    return {
      rows: rows.slice(end - size, end),
      start: end - size,
      mayHaveMore: rows.length > end || mayHaveMore,
      total: totals.includes(null) ? null : totals.reduce<number>((sum, total) => sum + (total as number), 0),
      tenants: this.#lists.map(({ tenant }) => tenant),
      failed: this.#lists.filter(({ problem }) => problem),
    };
  }
}

/** Those tenants that a query is about. */
export const tenantsOf = (tenants: readonly Tenant[], query: CustomersQuery): readonly Tenant[] =>
  tenants.filter(
    ({ vendor, tenant }) =>
      (!query.vendor || vendor === query.vendor) && (!query.tenant || tenant === query.tenant),
  );

/** What a query needs and a vendor's lists do not have. */
export const unknownTo = (vendor: string, query: CustomersQuery) =>
  valuesNeededBy(query).filter((value) => !isKnownTo(vendor, value));
