import { askOperator } from '../service/session.ts';

/** Whose customers the key reaches. */
export interface Tenant {
  readonly vendor: string;
  readonly tenant: string;
}

interface TenantsPage {
  readonly items: readonly Tenant[];
  readonly next: string | null;
}

/** All of them, page by page. @throws Refusal, Unanswered */
export async function allTenants(signal: AbortSignal): Promise<readonly Tenant[]> {
  const all: Tenant[] = [];
  let next: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '100', ...(next !== null && { cursor: next }) });
    const page: TenantsPage = await askOperator(`/operator/v1/tenants?${query}`, signal);
    all.push(...page.items);
    next = page.next;
  } while (next !== null);
  return all;
}

/** Where a tenant's routes begin. */
export const tenantPath = ({ vendor, tenant }: Tenant): string =>
  `/operator/v1/${encodeURIComponent(vendor)}/${encodeURIComponent(tenant)}`;

/** Names a tenant among all, as one value. */
export const tenantKey = ({ vendor, tenant }: Tenant): string => `${vendor}/${tenant}`;
