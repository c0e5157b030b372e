import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import { eventBus } from '../../shared/events/bus.ts';
import { putEvents } from '../../shared/events/put.ts';
import { countsOf } from '../../shared/http/outcome-counts.ts';
import { recordHistory } from '../../shared/receivables/history/record.ts';
import { dependentRefOf } from '../../shared/receivables/keys.ts';
import { registerTenants, tenantsIn } from '../../shared/receivables/tenants/register.ts';
import { allChanges } from '../../shared/streams/all-changes.ts';
import type { Change } from '../../shared/streams/change.ts';
import { keepChange } from '../amili/log-items/changes.ts';
import { shown } from '../operator/events/event.ts';
import { recordChanges } from '../workers.ts';

/** What is kept of a change in a log of its vendor's own. The same change twice, or in two calls at once, is kept once. */
const KEEPERS: Readonly<Record<string, (table: Table, change: Change) => Promise<string>>> = {
  amili: keepChange,
};

/** Changes that are kept at a time: each is a write of its own, and none waits for another. */
const AT_A_TIME = 16;

/**
 * Keeps what was written where it can be read later: in the histories and the feed of events, and where its vendor's clients
 * look for it. It decides nothing. Neither waits for the other, and a change with which one fails is still kept by the other.
 */
export const handler = allChanges(recordChanges.name, async (changes, { deadline }) => {
  const table = receivables({ deadline });
  const [logged, history] = await Promise.allSettled([
    keepAll(table, changes),
    recordAndTell(table, changes),
  ]);
  if (history.status === 'rejected') throw history.reason;
  if (logged.status === 'rejected') throw logged.reason;
  return { ...countsOf(logged.value), recorded: history.value };
});

/**
 * Puts what histories and the feed have on the bus, too, where the stage has one. The same changes again are told again: a
 * call that ended before it had told them comes again, and its entries are there already.
 * @returns how many changes were new
 */
async function recordAndTell(table: Table, changes: readonly Change[]): Promise<number> {
  // Before the entries: whoever sees a tenant's first event finds the tenant, and what comes again writes both.
  await registerTenants(table, tenantsIn(changes));
  const { recorded, events } = await recordHistory(table, changes);
  const bus = eventBus(table);
  if (bus) await putEvents(bus, events.map(shown));
  return recorded;
}

/** What became of each of the changes. Of those that fail the others are kept. */
async function keepAll(table: Table, changes: readonly Change[]): Promise<string[]> {
  const outcomes: string[] = [];
  const left = changes.values();
  const keepInTurn = async () => {
    for (const change of left) {
      const keep = KEEPERS[dependentRefOf(change.keys.pk).vendor];
      outcomes.push((await keep?.(table, change)) ?? 'none');
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: AT_A_TIME }, keepInTurn));
  const failed = turns.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
  return outcomes;
}
