import { useEffect, useRef } from 'preact/hooks';
import { Problem } from '../parts/problem.tsx';
import { type CustomerName, type HistoryPart, pathOf } from './customer.ts';
import { HistoryEntry } from './history-entry.tsx';
import { usePages } from './pages.ts';
import { count } from './words.ts';

interface HistoryProps {
  readonly whose: CustomerName;
  /** Of the customer: an entry of each will be there in a moment. */
  readonly version: number;
  readonly turn: number;
}

/** The list has the oldest first, and people want the newest: so many are read before they are turned round. */
const AT_FIRST = 1000;

/** Milliseconds after which what is not there yet is looked for again, longer each time. */
const AGAIN_AFTER = 300;
const TIMES = 5;

/** What has happened to a customer, the newest first. */
export function History({ whose, version, turn }: HistoryProps) {
  const list = usePages<HistoryPart>(`${pathOf(whose)}/history`, AT_FIRST, turn);
  const { items, hasMore, isLoading, error, more } = list;
  useUntilRecorded(version, list);
  return (
    <section class="card" aria-labelledby="history" aria-busy={isLoading}>
      <h2 id="history">History</h2>
      {error && <Problem error={error} retry={more} />}
      {!items && isLoading && <p class="loading">Loading…</p>}
      {hasMore && (
        <div class="row">
          <p>
            These are the oldest {count(items?.length ?? 0)}.{' '}
            <button type="button" class="quiet" onClick={more} disabled={isLoading}>
              Load newer ones
            </button>
          </p>
        </div>
      )}
      {items && (
        <ol class="timeline">
          {items.toReversed().map((part) => (
            <li key={keyOf(part)} class="moment" data-change={part.change}>
              <HistoryEntry part={part} whose={whose} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const keyOf = (part: HistoryPart): string =>
  part.change === 'unrecorded'
    ? `before ${part.versions.to}`
    : `${part.change} ${part.version} ${part.request_id} ${part.at}`;

/** Entries follow a change within moments: as long as the newest is missing, they are read again, but not for ever. */
function useUntilRecorded(
  version: number,
  { items, hasMore, isLoading, reload }: ReturnType<typeof usePages<HistoryPart>>,
): void {
  const tries = useRef({ version, count: 0 });
  const last = items?.at(-1);
  const isMissing = last?.change === 'unrecorded' && last.versions.to >= version;
  useEffect(() => {
    if (tries.current.version !== version) tries.current = { version, count: 0 };
    if (!isMissing || hasMore || isLoading || tries.current.count >= TIMES) return;
    tries.current.count += 1;
    const timer = setTimeout(reload, AGAIN_AFTER * tries.current.count);
    return () => clearTimeout(timer);
  }, [version, isMissing, isLoading]);
}
