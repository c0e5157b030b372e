import type { ComponentChildren } from 'preact';
import { Time } from '../parts/time.tsx';
import { vendorLabel } from '../parts/vendor.ts';
import type { Customer, CustomerName } from './customer.ts';
import { Stamp } from './stamp.tsx';
import { count, counted, fromNow } from './words.ts';

/** What the service knows of a customer beside its fields. */
export function Facts({ customer, whose }: { customer: Customer; whose: CustomerName }) {
  const { creation, update, deactivation, deletion, protection, restorable_until, version } = customer;
  const stamps = [
    ['Protected', protection],
    ['Deleted', deletion],
    ['Inactive since', deactivation],
    // What made it, or ended it, has changed it too.
    [
      'Changed',
      [creation, deactivation, deletion, protection].some((stamp) => isSame(stamp, update)) ? null : update,
    ],
    ['Created', creation],
  ] as const;
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">What is known of it</h2>
      <dl class="customer-facts">
        <Fact term="Id">
          <code>{customer.id}</code>
        </Fact>
        <Fact term="Vendor">{vendorLabel(customer.vendor)}</Fact>
        <Fact term="Tenant">
          <code>{customer.tenant}</code>
        </Fact>
        <Fact term="Version">{count(version)}</Fact>
        <Fact term="Links">{linksOf(customer)}</Fact>
        {restorable_until && (
          <Fact term="Restorable until">
            <Time at={restorable_until} /> <strong>{fromNow(restorable_until)}</strong>
          </Fact>
        )}
        {stamps.map(
          ([term, stamp]) =>
            stamp && (
              <Fact key={term} term={term}>
                <Stamp stamp={stamp} whose={whose} />
              </Fact>
            ),
        )}
      </dl>
    </section>
  );
}

const isSame = (one: Customer['update'] | null, other: Customer['update']): boolean =>
  one?.at === other.at && one.request_id === other.request_id;

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function linksOf({ link_count, links_by_kind }: Customer): string {
  if (link_count === null) return 'not known: the count is damaged, and a recount mends it';
  const kinds = Object.entries(links_by_kind ?? {});
  const sum = kinds.reduce((before, [, number]) => before + number, 0);
  // The kinds are read a moment later than the count is.
  if (link_count === 0 || sum !== link_count) return count(link_count);
  return kinds.map(([kind, number]) => counted(number, kind)).join(', ');
}
