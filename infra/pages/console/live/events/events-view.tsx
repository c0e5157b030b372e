import { useRef, useState } from 'preact/hooks';
import { Problem } from '../../parts/problem.tsx';
import { askOperator } from '../../service/session.ts';
import { usePolling } from '../polling.ts';
import { type CloudEvent, EventItem } from './event-item.tsx';

interface EventPage {
  readonly items: readonly CloudEvent[];
  readonly next: string;
  readonly more: boolean;
  readonly missed: boolean;
}

const MOST_ROWS = 1_000;

/** Where the feed is followed from. */
type Start = 'now' | 'oldest';

/** What happens to customers and what refers to them, as it is told. */
export function EventsView() {
  const [start, setStart] = useState<Start>('now');
  // Another start is another view of the feed: with no rows, and a place of its own.
  return <Feed key={start} start={start} onStart={setStart} />;
}

function Feed({ start, onStart }: { start: Start; onStart: (start: Start) => void }) {
  const [events, setEvents] = useState<readonly CloudEvent[]>([]);
  const [isPaused, setPaused] = useState(false);
  const [hasBegun, setBegun] = useState(false);
  const [hasMissed, setMissed] = useState(false);
  const cursor = useRef<string | undefined>(undefined);
  const { error, again } = usePolling(async (signal) => {
    const from =
      cursor.current === undefined ? `from=${start}` : `cursor=${encodeURIComponent(cursor.current)}`;
    const page = await askOperator<EventPage>(`/operator/v1/events?limit=100&${from}`, signal);
    cursor.current = page.next;
    setEvents((before) => withPage(before, page.items));
    setBegun(true);
    if (page.missed) setMissed(true);
    return page.more;
  }, isPaused);
  return (
    <section class="live" aria-labelledby="events">
      <h2 id="events" class="unseen">
        Events
      </h2>
      <div class="row">
        <button type="button" class="quiet" onClick={() => setPaused(!isPaused)}>
          {isPaused ? 'Continue' : 'Pause'}
        </button>
        <button type="button" class="quiet" onClick={() => onStart(start === 'now' ? 'oldest' : 'now')}>
          {start === 'now' ? 'From the beginning' : 'From now on'}
        </button>
        <p class="muted count" role="status">
          {hasBegun ? countOf(events.length, isPaused) : !error && 'Loading…'}
        </p>
      </div>
      {error && <Problem error={error} retry={again} />}
      {hasMissed && (
        <p class="notice" role="status">
          Some events were missed: they are no longer kept. What follows begins with the oldest that are.
        </p>
      )}
      {hasBegun && events.length === 0 && (
        <p class="muted">
          {start === 'now'
            ? 'Nothing has happened since this page was opened. Changes are told here within a second or so.'
            : 'Nothing has happened yet.'}
        </p>
      )}
      <ol class="lines">
        {events.map((event) => (
          <EventItem key={event.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

/** Newest first. An event may be told twice. */
function withPage(before: readonly CloudEvent[], items: readonly CloudEvent[]): readonly CloudEvent[] {
  if (items.length === 0) return before;
  const known = new Set(before.map(({ id }) => id));
  const added = new Map(items.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
  return [...[...added.values()].reverse(), ...before].slice(0, MOST_ROWS);
}

function countOf(count: number, isPaused: boolean): string {
  const most = count === MOST_ROWS ? 'the newest ' : '';
  return `${most}${count.toLocaleString('en-GB')} ${count === 1 ? 'event' : 'events'}${isPaused ? ', paused' : ''}`;
}
