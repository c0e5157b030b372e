import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { Time } from '../parts/time.tsx';
import { vendorLabel } from '../parts/vendor.ts';
import { linkTo } from '../route.ts';
import { type RefusedDelete, readRefusedDeletes } from './read-refused-deletes.ts';
import { RefusalWord } from './refusal-word.tsx';
import { WideTable } from './wide-table.tsx';

/** Deletes of customers that were refused, wherever that was. */
export function RefusedDeletes() {
  const { value, error, isLoading, reload } = useLoaded(readRefusedDeletes, []);
  return (
    <section class="card" aria-labelledby="refused-deletes">
      <div class="row spread">
        <h2 id="refused-deletes">Refused deletes of customers</h2>
        <button type="button" class="quiet" onClick={reload} disabled={isLoading}>
          Look again
        </button>
      </div>
      {error && <Problem error={error} retry={reload} />}
      {!value && !error && <p class="loading">Reading the feed of events…</p>}
      {value?.length === 0 && (
        <p class="muted">
          The feed has none that this key may see. It follows within a second or so, and keeps events as long
          as histories.
        </p>
      )}
      {value && value.length > 0 && <Table deletes={value} />}
    </section>
  );
}

function Table({ deletes }: { deletes: readonly RefusedDelete[] }) {
  return (
    <WideTable label="Refused deletes" columns={['Customer', 'Refused', 'When', 'By']}>
      {deletes.map(({ id, requestId, vendor, tenant, customerId, refusal, at, by }) => (
        <tr key={id}>
          <td>
            <a
              href={linkTo(['refusals', requestId], { vendor, tenant, customer: customerId })}
              aria-label={`Why was the delete of ${customerId} refused?`}
            >
              {customerId}
            </a>
            <span class="beneath">
              {vendorLabel(vendor)} {tenant}
            </span>
          </td>
          <td>
            <RefusalWord word={refusal} />
          </td>
          <td>
            <Time at={at} />
          </td>
          <td class="wrap">{by}</td>
        </tr>
      ))}
    </WideTable>
  );
}
