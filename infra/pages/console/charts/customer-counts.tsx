import { useState } from 'preact/hooks';
import { allTenants } from '../customers/tenants.ts';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { CountTable } from './count-table.tsx';
import { countsOf } from './counts.ts';

/** The customers that the key reaches, by vendor, tenant and state. */
export function CustomerCounts() {
  const [progress, setProgress] = useState('');
  const { value, error, isLoading, reload } = useLoaded(async (signal) => {
    const tenants = await allTenants(signal);
    return countsOf(tenants, signal, (asked) => setProgress(`${asked} of ${tenants.length} tenants`));
  }, []);
  const state = isLoading ? `Counting… ${progress}` : value && 'As it is now, exact.';
  return (
    <section class="card" aria-labelledby="counts" aria-busy={isLoading}>
      <div class="row between">
        <h2 id="counts">Customers</h2>
        <button type="button" class="quiet" onClick={reload}>
          Count again
        </button>
      </div>
      <p class="hint" role="status">
        {state}
      </p>
      {error ? (
        <Problem error={error} retry={reload} />
      ) : value?.length === 0 ? (
        <p>The key reaches no tenant that has customers.</p>
      ) : (
        value && <CountTable all={value} />
      )}
    </section>
  );
}
