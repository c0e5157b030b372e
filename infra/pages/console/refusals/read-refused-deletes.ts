import type { Answered as FeedEvent } from '../../../../functions/operator/events/event-response.ts';
import { askOperator } from '../service/session.ts';

/** A refused delete, as the feed of events tells of it. */
export interface RefusedDelete {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly vendor: string;
  readonly tenant: string;
  readonly customerId: string;
  readonly by: string;
  readonly refusal: string;
}

/** How many are shown: somebody who looks for an older one has its id. */
const MOST = 100;

interface Page {
  readonly items: readonly FeedEvent[];
  readonly next: string;
  readonly more: boolean;
}

/** The newest refused deletes that the key reaches, the newest first. The feed begins with the oldest, so it is read whole. */
export async function readRefusedDeletes(signal: AbortSignal): Promise<readonly RefusedDelete[]> {
  const found = new Map<string, RefusedDelete>();
  let cursor: string | undefined;
  for (;;) {
    const query = new URLSearchParams({
      ...{ type: 'customer.delete_refused', limit: '100' },
      ...(cursor && { cursor }),
    });
    const { items, next, more } = await askOperator<Page>(`/operator/v1/events?${query}`, signal);
    // The same event may be told twice.
    for (const event of items) found.set(event.id, refusedDelete(event));
    if (!more) return newest([...found.values()]);
    cursor = next;
  }
}

const newest = (found: readonly RefusedDelete[]): readonly RefusedDelete[] =>
  found.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST);

function refusedDelete({ id, time, data }: FeedEvent): RefusedDelete {
  const { vendor, tenant, id: customerId, by, request_id } = data;
  const refusal = 'refusal' in data ? data.refusal : '';
  return { id, at: time, requestId: request_id, vendor, tenant, customerId, by, refusal };
}
