import type { Results } from './results.ts';
import type { Row } from './row.ts';

/** What the worker takes for the entry and the event of a change, in calls of a hundred. */
export const historyRows = ({ history }: Results): Row[] =>
  history.flatMap(({ changes, clock, requests, units }) => {
    const what = `history and feed, each of ${changes} changes`;
    const each = (total: number) => (total / changes).toFixed(2);
    return [
      { what: `${what}: time`, target: '', measured: `${each(clock)} ms` },
      { what: `${what}: units`, target: '', measured: each(units) },
      {
        // One for the counters, one for each lane.
        what: `${what}: requests`,
        target: '≤ 0.10',
        measured: each(requests),
        met: requests <= 0.1 * changes,
      },
    ];
  });
