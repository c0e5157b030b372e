import { eachOf } from '../customers/merged.ts';
import { type Tenant, tenantPath } from '../customers/tenants.ts';
import { askOperator } from '../service/session.ts';

export const STATES = ['active', 'inactive', 'deleted'] as const;

export type Counts = Readonly<Record<(typeof STATES)[number], number>>;

/** How many customers a tenant has, or why nobody knows. */
export interface TenantCounts {
  readonly tenant: Tenant;
  readonly counts?: Counts;
  readonly problem?: Error;
}

/** Counting looks at every customer: a few tenants at a time. */
const AT_A_TIME = 6;

/**
 * Counts the customers of tenants. One that is refused does not keep the others' from being shown.
 * @param told how many tenants were asked, after each
 */
export async function countsOf(
  tenants: readonly Tenant[],
  signal: AbortSignal,
  told: (asked: number) => void,
): Promise<readonly TenantCounts[]> {
  const found = new Map<Tenant, TenantCounts>();
  await eachOf(tenants, AT_A_TIME, async (tenant) => {
    found.set(tenant, await counted(tenant, signal));
    told(found.size);
  });
  return tenants.map((tenant) => found.get(tenant) as TenantCounts);
}

async function counted(tenant: Tenant, signal: AbortSignal): Promise<TenantCounts> {
  try {
    const { customers } = await askOperator<{ customers: Counts }>(tenantPath(tenant), signal);
    return { tenant, counts: customers };
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    return { tenant, problem: error as Error };
  }
}

export const totalOf = (counts: Counts): number => STATES.reduce((sum, state) => sum + counts[state], 0);

/** Of all that are known. */
export const sumOf = (all: readonly TenantCounts[]): Counts => {
  const of = (state: keyof Counts) => all.reduce((sum, { counts }) => sum + (counts?.[state] ?? 0), 0);
  return { active: of('active'), inactive: of('inactive'), deleted: of('deleted') };
};
