import type { ListedBy } from '../../../../functions/vendor.ts';
import { State } from '../parts/state.tsx';
import { Time } from '../parts/time.tsx';
import { vendorLabel } from '../parts/vendor.ts';
import { linkTo } from '../route.ts';
import { shownNumber } from './counted.ts';
import type { CustomersQuery } from './query.ts';
import type { CustomerRow } from './row.ts';

interface CustomerTableProps {
  readonly rows: readonly CustomerRow[];
  readonly query: CustomersQuery;
  readonly sort: (by: Pick<CustomersQuery, 'order' | 'direction'>) => void;
}

export function CustomerTable({ rows, query, sort }: CustomerTableProps) {
  const heading = (by: ListedBy, label: string) => <Heading {...{ by, label, query, sort }} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="scroll" tabIndex={0} aria-label="Table of customers">
      <table class="customers">
        <caption class="unseen">
          Customers, ordered by {query.order}, {query.direction === 'asc' ? 'ascending' : 'descending'}
        </caption>
        <thead>
          <tr>
            {heading('name', 'Name')}
            {heading('id', 'ID')}
            <th scope="col">Tenant</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Links
            </th>
            {heading('created', 'Created')}
            {heading('changed', 'Changed')}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.vendor} ${row.tenant} ${row.id}`} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HeadingProps = Omit<CustomerTableProps, 'rows'> & { readonly by: ListedBy; readonly label: string };

/** Orders by its column; once more, and the order is turned round. */
function Heading({ by, label, query: { order, direction }, sort }: HeadingProps) {
  const isOrder = order === by;
  const isAscending = direction === 'asc';
  const turned = isOrder && isAscending ? 'desc' : 'asc';
  return (
    <th scope="col" aria-sort={isOrder ? (isAscending ? 'ascending' : 'descending') : 'none'}>
      <button type="button" class="sort" onClick={() => sort({ order: by, direction: turned })}>
        {label} <span aria-hidden="true">{isOrder ? (isAscending ? '↑' : '↓') : '↕'}</span>
      </button>
    </th>
  );
}

function Row({ row }: { row: CustomerRow }) {
  const { vendor, tenant, id, name } = row;
  const address = linkTo(['customers', vendor, tenant, id]);
  return (
    <tr>
      <th scope="row">
        {/* The directions of a name and of what stands beside it are nobody's business but their own. */}
        <a href={address}>{name === null ? <>No name is kept</> : <bdi>{name || 'No name'}</bdi>}</a>
      </th>
      <td class="name-of">
        <code>
          <bdi>{id}</bdi>
        </code>
      </td>
      <td class="name-of">
        {vendorLabel(vendor)} <code class="muted">{tenant}</code>
      </td>
      <td>
        <State state={row.state} isProtected={row.is_protected} />
      </td>
      <td class="number">
        {row.link_count === null ? <span class="muted">unknown</span> : shownNumber(row.link_count)}
      </td>
      <td>
        <Time at={row.created_at} />
      </td>
      <td>
        <Time at={row.updated_at} />
      </td>
    </tr>
  );
}
