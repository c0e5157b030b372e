import { shownNumber } from '../customers/counted.ts';
import { addressOf, STATES, USUAL } from '../customers/query.ts';
import { tenantKey } from '../customers/tenants.ts';
import { State } from '../parts/state.tsx';
import { vendorLabel } from '../parts/vendor.ts';
import { linkTo } from '../route.ts';
import { Bar } from './bar.tsx';
import { type Counts, sumOf, type TenantCounts, totalOf } from './counts.ts';

/** The numbers, and the same numbers as bars. */
export function CountTable({ all }: { all: readonly TenantCounts[] }) {
  const vendors = [...new Set(all.map(({ tenant }) => tenant.vendor))];
  const ofVendor = (name: string) => all.filter(({ tenant }) => tenant.vendor === name);
  const most = Math.max(1, ...vendors.map((vendor) => totalOf(sumOf(ofVendor(vendor)))));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="scroll" tabIndex={0} aria-label="Table of customers by state">
      <table class="counts">
        <caption class="unseen">Customers by vendor, tenant and state</caption>
        <thead>
          <tr>
            <th scope="col">Vendor and tenant</th>
            <th scope="col">
              <span class="unseen">Bar</span>
            </th>
            {STATES.map((state) => (
              <th key={state} scope="col" class="number">
                <State state={state} />
              </th>
            ))}
            <th scope="col" class="number">
              All
            </th>
          </tr>
        </thead>
        {vendors.map((vendor) => (
          <tbody key={vendor}>
            <VendorRow vendor={vendor} all={ofVendor(vendor)} most={most} />
            {ofVendor(vendor).map((each) => (
              <TenantRow key={tenantKey(each.tenant)} of={each} most={most} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

interface VendorRowProps {
  readonly vendor: string;
  readonly all: readonly TenantCounts[];
  readonly most: number;
}

function VendorRow({ vendor, all, most }: VendorRowProps) {
  const unknown = all.filter(({ problem }) => problem).length;
  return (
    <tr class="vendor">
      <th scope="rowgroup">
        {vendorLabel(vendor)}
        {unknown > 0 && <span class="muted"> without {shownNumber(unknown)} that did not answer</span>}
      </th>
      <Cells counts={sumOf(all)} most={most} whose={{ vendor, tenant: '' }} />
    </tr>
  );
}

function TenantRow({ of: { tenant, counts, problem }, most }: { of: TenantCounts; most: number }) {
  return (
    <tr>
      <th scope="row">
        <code>{tenant.tenant}</code>
      </th>
      {counts ? (
        <Cells counts={counts} most={most} whose={tenant} />
      ) : (
        <td colSpan={STATES.length + 2} class="failed">
          Not counted: {problem?.message}
        </td>
      )}
    </tr>
  );
}

interface CellsProps {
  readonly counts: Counts;
  readonly most: number;
  readonly whose: { readonly vendor: string; readonly tenant: string };
}

/** Each number leads to those whom it counts. */
function Cells({ counts, most, whose }: CellsProps) {
  const link = (states: readonly string[], number: number) => (
    <a href={linkTo(['customers'], addressOf({ ...USUAL, ...whose, states }))}>{shownNumber(number)}</a>
  );
  return (
    <>
      <td class="picture">
        <Bar parts={STATES.map((state) => ({ tone: state, share: counts[state] / most }))} />
      </td>
      {STATES.map((state) => (
        <td key={state} class="number">
          {link([state], counts[state])}
        </td>
      ))}
      <td class="number">{link(STATES, totalOf(counts))}</td>
    </>
  );
}
