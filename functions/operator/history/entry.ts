import { withoutValues } from '../../../shared/receivables/history/changes.ts';
import { type HistoryEntry, lifeOf, placeIn, subjectOf } from '../../../shared/receivables/history/entry.ts';
import type { HistoryPart } from '../../../shared/receivables/history/read.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { lowerCase } from '../dialect/fields.ts';
import type { Answered, RequestEntry } from './entry-response.ts';

type Entry = Exclude<Answered, { change: 'unrecorded' }>;

/** A part of a customer's history. */
export function shown(part: HistoryPart, customer: CustomerItem | undefined): Answered {
  if ('unrecorded' in part) return { change: 'unrecorded', versions: part.unrecorded };
  const { entry } = part;
  return { change: entry.change as Entry['change'], ...common(entry), ...changedIn(entry, customer) };
}

/** What fields held of a customer that is deleted nobody needs to see, as in the customer itself. */
function changedIn(
  { sk, changed, valuesLeftOut }: HistoryEntry,
  customer: CustomerItem | undefined,
): Pick<Entry, 'changed' | 'values_left_out'> {
  const isGone = !customer || customer.deletion || placeIn(sk).life !== lifeOf(customer.creation);
  if (!changed || valuesLeftOut || !isGone)
    return { changed: changed ? { ...changed } : null, values_left_out: valuesLeftOut ?? null };
  return { changed: withoutValues(changed), values_left_out: 'deleted' };
}

/** The same of any item, as what a request did. */
export function shownOfRequest(entry: HistoryEntry): RequestEntry {
  const { kind, change, changed = {}, customerId, fromCustomerId } = entry;
  return {
    kind: lowerCase(kind),
    id: subjectOf(entry).id,
    customer_id: customerId ?? null,
    from_customer_id: fromCustomerId ?? null,
    change: change as RequestEntry['change'],
    ...common(entry),
    changed: Object.keys(changed).sort(),
  };
}

function common({ requestId, traceId, refusal, blockers = [], ...entry }: HistoryEntry) {
  const { at, by, operation, reason, version } = entry;
  return {
    ...{ at, by, version },
    operation: operation ?? null,
    request_id: requestId,
    trace_id: traceId ?? null,
    reason: reason ?? null,
    refusal: refusal ?? null,
    blockers: blockers.map(({ kind, id }) => ({ kind: lowerCase(kind), id })),
  };
}
