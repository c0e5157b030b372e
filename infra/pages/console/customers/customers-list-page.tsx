import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { replaceRoute, route } from '../route.ts';
import { Filters } from './filters.tsx';
import { addressOf, type CustomersQuery, queryIn, USUAL } from './query.ts';
import { Results } from './results.tsx';
import { allTenants } from './tenants.ts';
import '../styles/customers.css';

/** Shows the list with something changed, from its first page on. */
const show = (changed: Partial<CustomersQuery>): void =>
  replaceRoute(['customers'], addressOf({ ...queryIn(route.peek().query), page: 1, ...changed }));

/** The customers of all vendors and tenants that the key reaches, in one list. What it shows is in its address. */
export function CustomersListPage() {
  const query = queryIn(route.value.query);
  const tenants = useLoaded(allTenants, []);
  return (
    <>
      <h1>Customers</h1>
      <Filters query={query} tenants={tenants.value ?? []} show={show} />
      {tenants.error ? (
        <Problem error={tenants.error} retry={tenants.reload} />
      ) : !tenants.value ? (
        <p class="loading">Loading…</p>
      ) : (
        <Results
          query={query}
          tenants={tenants.value}
          show={show}
          clear={() => show({ ...USUAL, size: query.size })}
          reload={tenants.reload}
        />
      )}
    </>
  );
}
