import { useState } from 'preact/hooks';
import type { RequestPage } from '../../../../local/sandbox/shapes.ts';
import { Problem } from '../../parts/problem.tsx';
import { askFor } from '../../service/ask.ts';
import { usePolling } from '../polling.ts';
import { RequestItem } from './request-item.tsx';
import { hasWords, NO_ROWS, withPage } from './rows.ts';

/** Requests that are asked for at once. */
const PAGE = 200;

/** The requests that the service gets, as they come. */
export function RequestsView() {
  const [rows, setRows] = useState(NO_ROWS);
  const [isPaused, setPaused] = useState(false);
  const [filter, setFilter] = useState('');
  const [hasOwn, setOwn] = useState(false);
  const { error, again } = usePolling(async (signal) => {
    const after = rows.next === undefined ? '' : `&after=${rows.next}`;
    const path = `/sandbox/requests?limit=${PAGE}${after}`;
    const page = await askFor<RequestPage>({ method: 'GET', path }, undefined, signal);
    setRows((before) => withPage(before, page));
    return after !== '' && page.items.length === PAGE;
  }, isPaused);
  const shown = rows.requests.filter((each) => (hasOwn || !each.isOwn) && hasWords(each, filter));
  const isBeginning = rows.next === undefined && !error;
  return (
    <section class="live" aria-labelledby="requests">
      <h2 id="requests" class="unseen">
        Requests
      </h2>
      <div class="row">
        <button type="button" class="quiet" onClick={() => setPaused(!isPaused)}>
          {isPaused ? 'Continue' : 'Pause'}
        </button>
        <label class="filter">
          Filter
          <input
            type="search"
            placeholder="delete 422"
            value={filter}
            onInput={({ currentTarget }) => setFilter(currentTarget.value)}
          />
        </label>
        <label class="live-check">
          <input type="checkbox" checked={hasOwn} onChange={() => setOwn(!hasOwn)} />
          Show the console’s own
        </label>
        <p class="muted count" role="status">
          {isBeginning ? 'Loading…' : countOf(shown.length, rows.requests.length, isPaused)}
        </p>
      </div>
      {error && <Problem error={error} retry={again} />}
      {!isBeginning && !error && shown.length === 0 && <Nothing isFiltered={rows.requests.length > 0} />}
      <ol class="lines">
        {shown.map((request) => (
          <RequestItem key={`${request.at} ${request.number}`} request={request} onRepeated={again} />
        ))}
      </ol>
    </section>
  );
}

const number = (count: number): string => count.toLocaleString('en-GB');

function countOf(shown: number, all: number, isPaused: boolean): string {
  const count = shown === all ? number(all) : `${number(shown)} of ${number(all)}`;
  return `${count} ${all === 1 ? 'request' : 'requests'}${isPaused ? ', paused' : ''}`;
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p class="muted">
      {isFiltered
        ? 'None of the requests is shown: the filter or the box leaves them out.'
        : 'Nothing has been asked for yet. What clients send to this service appears here.'}
    </p>
  );
}
