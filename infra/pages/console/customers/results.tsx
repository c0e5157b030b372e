import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { count, shownNumber } from './counted.ts';
import { CustomerList, type ListPage } from './customer-list.ts';
import { CustomerTable } from './customer-table.tsx';
import { Notices } from './notices.tsx';
import { Pager } from './pager.tsx';
import { addressOf, type CustomersQuery, isFiltered } from './query.ts';
import type { Tenant } from './tenants.ts';

interface ResultsProps {
  readonly query: CustomersQuery;
  readonly tenants: readonly Tenant[];
  readonly show: (changed: Partial<CustomersQuery>) => void;
  readonly clear: () => void;
  /** Asks for the tenants again, and so for everything. */
  readonly reload: () => void;
}

/** A page of the list. What is shown stays until what was asked for is there. */
export function Results({ query, tenants, show, clear, reload }: ResultsProps) {
  const { page, size } = query;
  const asked = JSON.stringify(addressOf({ ...query, page: 1 }));
  const list = useMemo(() => new CustomerList(tenants, query), [tenants, asked]);
  const { value, error, isLoading } = useLoaded((signal) => list.page(page, size, signal), [list, page]);
  const top = useTopOfPage(page);
  if (error) return <Problem error={error} retry={reload} />;
  return (
    <section class="results" aria-label="Customers found" aria-busy={isLoading} ref={top}>
      <div class="row summary">
        <p role="status">{value && !isLoading ? summaryOf(value, query) : 'Loading…'}</p>
        <button type="button" class="quiet" onClick={reload}>
          Reload
        </button>
      </div>
      <Notices query={query} tenants={tenants} failed={value?.failed ?? []} retry={reload} />
      {value &&
        (value.rows.length > 0 ? (
          <CustomerTable rows={value.rows} query={query} sort={show} />
        ) : (
          !isLoading && <NoRows page={value} query={query} clear={clear} />
        ))}
      {value && <Pager query={query} list={value} show={show} />}
    </section>
  );
}

/** Who goes to another page begins at its top. */
function useTopOfPage(page: number) {
  const top = useRef<HTMLElement>(null);
  const shown = useRef(page);
  useLayoutEffect(() => {
    if (shown.current !== page && top.current && top.current.getBoundingClientRect().top < 0)
      // Of other rows: there is no way between that could be looked at.
      top.current.scrollIntoView({ behavior: 'instant' });
    shown.current = page;
  }, [page]);
  return top;
}

function summaryOf({ rows, start, total }: ListPage, { unused_since }: CustomersQuery): string {
  if (rows.length === 0) return total ? count(total, 'customer') : 'No customers';
  const shown = `${shownNumber(start + 1)}–${shownNumber(start + rows.length)}`;
  if (total !== null) return `${shown} of ${count(total, 'customer')}`;
  return unused_since ? `${shown} of the unused customers` : shown;
}

function NoRows({
  page: { start, failed, tenants },
  query,
  clear,
}: {
  page: ListPage;
  query: CustomersQuery;
  clear: () => void;
}) {
  // Of those who did not answer nobody knows whether they have any.
  if (failed.length > 0 && failed.length === tenants.length) return null;
  return (
    <div class="card nothing">
      <p>
        {start > 0
          ? 'The list ends before this page.'
          : isFiltered(query)
            ? 'No customer fits.'
            : 'There are no customers yet.'}
      </p>
      {(start > 0 || isFiltered(query)) && (
        <button type="button" class="quiet" onClick={clear}>
          Show all customers
        </button>
      )}
    </div>
  );
}
