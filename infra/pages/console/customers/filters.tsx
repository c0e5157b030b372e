import { vendorLabel } from '../parts/vendor.ts';
import { Delayed } from './delayed.tsx';
import { type CustomersQuery, isFiltered, STATES, USUAL } from './query.ts';
import { type Tenant, tenantKey } from './tenants.ts';

interface FiltersProps {
  readonly query: CustomersQuery;
  readonly tenants: readonly Tenant[];
  /** Shows the list with something changed, from its first page on. */
  readonly show: (changed: Partial<CustomersQuery>) => void;
}

/** What narrows the list. It is asked for a moment after the last key. */
export function Filters({ query, tenants, show }: FiltersProps) {
  return (
    <search>
      <form class="card filters" onSubmit={(event) => event.preventDefault()}>
        <div class="filters-row">
          <Delayed label="Name" value={query.name} set={(name) => show({ name })} maxLength={300} />
          <Delayed label="ID" value={query.id} set={(id) => show({ id })} maxLength={128} />
          <VendorSelect query={query} tenants={tenants} show={show} />
          <TenantSelect query={query} tenants={tenants} show={show} />
          <StateBoxes query={query} show={show} />
        </div>
        <details open={hasTimes(query)}>
          <summary>Times</summary>
          <div class="filters-row">
            {TIMES.map(([name, label]) => (
              <Delayed
                key={name}
                type="date"
                label={label}
                value={query[name].slice(0, 10)}
                set={(day) => show({ [name]: day })}
              />
            ))}
          </div>
          <p class="hint">
            Days begin at 00:00 UTC. Unused: nothing refers to them, and they are as they were on that day.
          </p>
        </details>
        {isFiltered(query) && (
          <button
            type="button"
            class="quiet"
            onClick={() =>
              show({ ...USUAL, order: query.order, direction: query.direction, size: query.size })
            }
          >
            Clear filters
          </button>
        )}
      </form>
    </search>
  );
}

const TIMES = [
  ['created_from', 'Created from'],
  ['created_to', 'Created before'],
  ['changed_from', 'Changed from'],
  ['changed_to', 'Changed before'],
  ['unused_since', 'Unused since'],
] as const;

const hasTimes = (query: CustomersQuery): boolean => TIMES.some(([name]) => query[name] !== '');

function VendorSelect({ query, tenants, show }: FiltersProps) {
  const vendors = [...new Set([...tenants.map(({ vendor }) => vendor), query.vendor])].filter(Boolean);
  return (
    <label>
      Vendor
      <select
        value={query.vendor}
        onChange={({ currentTarget }) => show({ vendor: currentTarget.value, tenant: '' })}
      >
        <option value="">All</option>
        {vendors.map((vendor) => (
          <option key={vendor} value={vendor}>
            {vendorLabel(vendor)}
          </option>
        ))}
      </select>
    </label>
  );
}

function TenantSelect({ query, tenants, show }: FiltersProps) {
  const { vendor, tenant } = query;
  const offered = tenants.filter((each) => vendor === '' || each.vendor === vendor);
  const chosen = offered.find((each) => each.tenant === tenant);
  function choose(key: string) {
    const found = tenants.find((each) => tenantKey(each) === key);
    show(found ? { vendor: found.vendor, tenant: found.tenant } : { tenant: '' });
  }
  return (
    <label>
      Tenant
      <select
        value={chosen ? tenantKey(chosen) : tenant}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">All</option>
        {tenant !== '' && !chosen && <option value={tenant}>{tenant}</option>}
        {offered.map((each) => (
          <option key={tenantKey(each)} value={tenantKey(each)}>
            {vendor === '' ? `${vendorLabel(each.vendor)} ${each.tenant}` : each.tenant}
          </option>
        ))}
      </select>
    </label>
  );
}

/** None of them is as good as the usual ones. */
function StateBoxes({ query: { states }, show }: Pick<FiltersProps, 'query' | 'show'>) {
  const toggled = (state: string) =>
    STATES.filter((each) => (each === state ? !states.includes(each) : states.includes(each)));
  return (
    <fieldset class="states">
      <legend>State</legend>
      {STATES.map((state) => (
        <label key={state}>
          <input
            type="checkbox"
            checked={states.includes(state)}
            onChange={() => show({ states: toggled(state) })}
          />
          {state}
        </label>
      ))}
    </fieldset>
  );
}
