import type { ListedBy } from '../../../../functions/vendor.ts';
import { vendorLabel } from '../parts/vendor.ts';
import { count } from './counted.ts';
import { tenantsOf, unknownTo } from './customer-list.ts';
import type { CustomersQuery } from './query.ts';
import type { TenantList } from './tenant-list.ts';
import { type Tenant, tenantKey } from './tenants.ts';

interface NoticesProps {
  readonly query: CustomersQuery;
  readonly tenants: readonly Tenant[];
  readonly failed: readonly TenantList[];
  readonly retry: () => void;
}

/** What is not in the list, and why. */
export function Notices({ query, tenants, failed, retry }: NoticesProps) {
  const wanted = tenantsOf(tenants, query);
  return (
    <div class="notices" aria-live="polite">
      {tenants.length > 0 && wanted.length === 0 && <p>The key reaches no such tenant.</p>}
      {tenants.length === 0 && <p>The key reaches no tenant that has customers.</p>}
      {leftOut(wanted, query).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {query.unused_since && (
        <p>Unused customers are found by looking at each one, so nobody knows how many there are.</p>
      )}
      {[...byMessage(failed)].map(([message, of]) => (
        <p key={message} class="failed">
          <strong>Not all customers of {of.map(nameOf).join(', ')}:</strong> {message}
        </p>
      ))}
      {failed.length > 0 && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

const WORDS: Readonly<Record<ListedBy, string>> = {
  name: 'names',
  id: 'an order by id',
  created: 'when customers were created',
  changed: 'when customers were changed',
};

/** A sentence for each vendor that cannot be asked so. */
function leftOut(tenants: readonly Tenant[], query: CustomersQuery): readonly string[] {
  const vendors = [...new Set(tenants.map(({ vendor }) => vendor))];
  return vendors
    .map((vendor) => ({ vendor, unknown: unknownTo(vendor, query) }))
    .filter(({ unknown }) => unknown.length > 0)
    .map(({ vendor, unknown }) => {
      const number = tenants.filter((each) => each.vendor === vendor).length;
      const words = unknown.map((value) => WORDS[value]).join(' nor ');
      return `${vendorLabel(vendor)} does not know ${words}: ${count(number, 'tenant')} left out.`;
    });
}

function byMessage(failed: readonly TenantList[]): ReadonlyMap<string, readonly Tenant[]> {
  const found = new Map<string, Tenant[]>();
  for (const { tenant, problem } of failed) {
    const message = problem?.message ?? '';
    found.set(message, [...(found.get(message) ?? []), tenant]);
  }
  return found;
}

const nameOf = (tenant: Tenant): string => tenantKey({ ...tenant, vendor: vendorLabel(tenant.vendor) });
