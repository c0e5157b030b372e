import { askOperator } from '../service/session.ts';
import type { Source } from './merged.ts';
import { type CustomersQuery, parametersOf } from './query.ts';
import type { CustomerRow } from './row.ts';
import { type Tenant, tenantPath } from './tenants.ts';

interface CustomersPage {
  readonly items: readonly CustomerRow[];
  readonly next: string | null;
  /** Of all pages; null where it was not asked for. */
  readonly total?: number | null;
}

/** The customers of one tenant, page by page. What it is refused ends it, so that other tenants' are shown nevertheless. */
export class TenantList implements Source<CustomerRow> {
  readonly tenant: Tenant;
  /** How many there are; null as long as nobody knows. */
  total: number | null = null;
  /** Why there are no more of them than were read. */
  problem: Error | undefined;
  hasEnded = false;
  readonly #query: CustomersQuery;
  #cursor: string | undefined;

  constructor(tenant: Tenant, query: CustomersQuery) {
    this.tenant = tenant;
    this.#query = query;
  }

  async next(signal: AbortSignal): Promise<readonly CustomerRow[] | undefined> {
    const query = parametersOf(this.#query);
    if (this.#cursor !== undefined) query.set('cursor', this.#cursor);
    // Unused ones are found by looking at each customer, so that nobody knows how many there are.
    else if (!this.#query.unused_since) query.set('total', 'true');
    try {
      const path = `${tenantPath(this.tenant)}/customers?${query}`;
      const page = await askOperator<CustomersPage>(path, signal);
      if (this.#cursor === undefined) this.total = page.total ?? null;
      this.hasEnded = page.next === null;
      this.#cursor = page.next ?? undefined;
      return page.items;
    } catch (error) {
      if ((error as Error).name === 'AbortError') throw error;
      this.problem = error as Error;
      this.hasEnded = true;
      return undefined;
    }
  }
}
