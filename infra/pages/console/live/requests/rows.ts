import type { RecordedRequest, RequestPage } from '../../../../local/sandbox/shapes.ts';

/** Rows that are shown at most. */
export const MOST_ROWS = 1_000;

/** Requests that are shown, newest first, and from where on to ask. */
export interface Rows {
  readonly requests: readonly RecordedRequest[];
  readonly next: number | undefined;
}

export const NO_ROWS: Rows = { requests: [], next: undefined };

/**
 * Rows with what has come and changed since. A service that was started anew counts from one again: what was shown is
 * none of its requests.
 */
export function withPage({ requests, next = 0 }: Rows, page: RequestPage): Rows {
  if (page.items.length === 0 && page.next === next) return { requests, next };
  const shown = new Map(requests.map((request) => [request.number, request]));
  const isAnew =
    page.next < next || page.items.some(({ number, at }) => (shown.get(number)?.at ?? at) !== at);
  if (isAnew) shown.clear();
  for (const item of page.items) shown.set(item.number, item);
  const sorted = [...shown.values()].sort((one, other) => other.number - one.number);
  return { requests: sorted.slice(0, MOST_ROWS), next: page.next };
}

/** Whether a request has all words of a filter in what a row shows of it, or in its ids. */
export function hasWords(request: RecordedRequest, filter: string): boolean {
  const { method, path, operation, status, fault, requestId, traceId } = request;
  const text = [method, path, operation, status, fault, requestId, traceId].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
