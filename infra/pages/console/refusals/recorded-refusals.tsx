import type { RecordedRequest } from '../../../local/sandbox/shapes.ts';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { Time } from '../parts/time.tsx';
import { linkTo } from '../route.ts';
import { askFor } from '../service/ask.ts';
import { WideTable } from './wide-table.tsx';

interface Page {
  readonly items: readonly RecordedRequest[];
}

/** How many are shown. */
const MOST = 50;

/** Writes that the local stack has refused since it started. */
export function RecordedRefusals() {
  const { value, error, isLoading, reload } = useLoaded(readRefused, []);
  return (
    <section class="card" aria-labelledby="recorded">
      <div class="row spread">
        <h2 id="recorded">Refused since the service started</h2>
        <button type="button" class="quiet" onClick={reload} disabled={isLoading}>
          Look again
        </button>
      </div>
      {error && <Problem error={error} retry={reload} />}
      {!value && !error && <p class="loading">Loading…</p>}
      {value?.length === 0 && (
        <p class="muted">No write has been refused. Deletes come first here once one is.</p>
      )}
      {value && value.length > 0 && <Table requests={value} />}
    </section>
  );
}

async function readRefused(signal: AbortSignal): Promise<readonly RecordedRequest[]> {
  const request = { method: 'GET', path: '/sandbox/requests?limit=1000' };
  const { items } = await askFor<Page>(request, undefined, signal);
  const refused = items.filter(({ method, status }) => method !== 'GET' && (status ?? 0) >= 400);
  return refused
    .toSorted((a, b) => Number(isDelete(b)) - Number(isDelete(a)) || b.number - a.number)
    .slice(0, MOST);
}

const isDelete = ({ method, operation }: RecordedRequest): boolean =>
  method === 'DELETE' || /\/(delete|deactivate)-/.test(operation ?? '');

function Table({ requests }: { requests: readonly RecordedRequest[] }) {
  return (
    <WideTable label="Refused requests" columns={['Request', 'Answer', 'When', 'Id']}>
      {requests.map(({ number, method, path, status, at, traceId }) => (
        <tr key={number}>
          <td class="path">
            <a href={linkTo(['refusals', traceId])}>
              <code>
                {method} {path}
              </code>
            </a>
          </td>
          <td class="number">{status}</td>
          <td>
            <Time at={at} />
          </td>
          <td>
            <code title={traceId}>{traceId.slice(0, 8)}…</code>
          </td>
        </tr>
      ))}
    </WideTable>
  );
}
