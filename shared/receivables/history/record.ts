import type { Table } from '../../dynamodb/tables.ts';
import type { Change } from '../../streams/change.ts';
import { eventOf, type FeedEvent } from '../feed/event.ts';
import { tell } from '../feed/tell.ts';
import { entryOf } from './changes.ts';
import type { HistoryEntry } from './entry.ts';
import { erasedBy, eraseHistory } from './erase.ts';

/**
 * Keeps changes in the histories of what they changed, gives their events to the feed, and takes out what was personal of
 * customers that they have erased. The same changes again, or in two calls at once, add nothing.
 * @returns how many of them were new, and the events of all: whoever tells these on does so at least once
 */
export async function recordHistory(
  table: Table,
  changes: readonly Change[],
): Promise<{ readonly recorded: number; readonly events: readonly FeedEvent[] }> {
  const entries = changes
    .map((change) => keptRefusal(change) ?? entryOf(change))
    .filter((entry) => entry !== undefined);
  const recorded = await tell(table, entries);
  // Behind the entries: what they have just been given goes too.
  const erased = changes.map(erasedBy).filter((customer) => customer !== undefined);
  for (const customer of erased) await eraseHistory(table, customer);
  return { recorded, events: entries.map(eventOf).filter((event) => event !== undefined) };
}

/** The entry of a refusal is what was written. */
const keptRefusal = ({ after }: Change): HistoryEntry | undefined =>
  after?.change === 'delete_refused' ? (after as unknown as HistoryEntry) : undefined;
