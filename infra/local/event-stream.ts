import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { receivables } from '../../shared/dynamodb/tables.ts';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';
import { endOfFeed } from '../../shared/receivables/feed/read.ts';

/** Whether a request wants server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export const wantsStream = (accept: string | undefined): boolean =>
  /(^|,)\s*text\/event-stream\b/i.test(accept ?? '');

export interface StreamSettings {
  /** Milliseconds between two looks for something new, which are no requests. */
  readonly pause?: number;
  /** Milliseconds after which a sign of life is sent, and the key looked at again. */
  readonly heartbeat?: number;
}

/** A page of `GET /operator/v1/events`. */
interface Page {
  readonly items: readonly { readonly type: string }[];
  readonly next: string;
  readonly more: boolean;
  readonly missed: boolean;
}

/**
 * The feed of events as server-sent events, for as long as the client stays: page after page of the operation itself, so
 * that keys, reach and filters are the same. `id` is the cursor behind a page, so it stands at the page's last event: who
 * comes again with it in `Last-Event-ID` may be told a part of a page twice, and misses nothing.
 * @param ask the operation
 * @returns what the operation answered, where it refuses to begin
 */
export async function streamEvents(
  ask: (event: HttpEvent) => Promise<HttpResponse>,
  event: HttpEvent,
  response: ServerResponse,
  { pause = 250, heartbeat = 15_000 }: StreamSettings = {},
): Promise<HttpResponse | undefined> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let cursor = event.headers['last-event-id'] || event.queryStringParameters?.cursor;
  while (!gone.signal.aborted) {
    const end = await endOfFeed(receivables());
    const answer = await ask(withCursor(event, cursor));
    if (answer.statusCode !== 200) return refused(response, answer);
    if (!response.headersSent) response.writeHead(200, HEADERS);
    const page = JSON.parse(answer.body as string) as Page;
    await write(response, textOf(page), gone.signal);
    cursor = page.next;
    if (!page.more && !(await isThereMore(end, { pause, heartbeat, signal: gone.signal })))
      await write(response, ':\n\n', gone.signal);
  }
  return undefined;
}

const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };

const withCursor = (event: HttpEvent, cursor: string | undefined): HttpEvent =>
  cursor === undefined
    ? event
    : { ...event, queryStringParameters: { ...event.queryStringParameters, cursor } };

/** What is refused in the midst of a stream ends it: a status was sent already. */
function refused(response: ServerResponse, answer: HttpResponse): HttpResponse | undefined {
  if (!response.headersSent) return answer;
  response.end(`event: problem\ndata: ${answer.body}\n\n`);
  return undefined;
}

function textOf({ items, next, missed }: Page): string {
  const events = items.map((item) => `event: ${item.type}\ndata: ${JSON.stringify(item)}\n`);
  const gap = missed ? 'event: missed\ndata: {}\n\n' : '';
  // An id alone is kept by clients, and makes no event.
  return `${gap}${events.join('\n')}id: ${next}\n\n`;
}

/** Waits until something is in the feed behind its former end, or for as long as a heartbeat. */
async function isThereMore(
  end: readonly number[],
  { pause, heartbeat, signal }: Required<StreamSettings> & { readonly signal: AbortSignal },
): Promise<boolean> {
  const until = performance.now() + heartbeat;
  while (performance.now() < until && !signal.aborted) {
    await delay(pause, undefined, { signal }).catch(() => {});
    if (!isDeepStrictEqual(await endOfFeed(receivables()), end)) return true;
  }
  return false;
}

/** Writes, and waits where the client reads slowly. */
async function write(response: ServerResponse, text: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted || response.write(text)) return;
  await once(response, 'drain', { signal }).catch(() => {});
}
