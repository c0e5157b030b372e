import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { StartupError } from '../../startup-error.ts';
import { messagesIn } from './messages.ts';

/** As much of a CloudEvent as is printed of it. */
export interface ToldEvent {
  readonly time: string;
  readonly type: string;
  readonly subject: string;
  readonly data: { readonly by: string; readonly reason: string | null };
}

export interface Following {
  /** Where the service answers. */
  readonly url: string;
  readonly authorization: string;
  /** Filters, and where to begin. */
  readonly query: Readonly<Record<string, string>>;
  /** Whether to end behind what there is. */
  readonly once: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Is given each event. */
  readonly tell: (event: ToldEvent) => void;
  /** Is given what else there is to say. */
  readonly say: (words: string) => void;
  /** Milliseconds between two questions, where there is nothing new or no answer. */
  readonly pause?: number;
}

/** How far it has come, for the next question. */
interface Place {
  cursor: string | undefined;
}

/**
 * Follows the events of a service until it is told to end. The local stack streams them; a stage is asked again and again.
 * Once it has been answered, it asks on where an answer fails: it goes on behind what it has had last.
 * @throws StartupError where the service refuses it, or has never answered
 */
export async function follow(following: Following): Promise<void> {
  const { once, signal, say, pause = 1_000 } = following;
  const place: Place = { cursor: undefined };
  let isLost = false;
  while (!signal.aborted) {
    try {
      const more = await askOnce(following, place);
      if (isLost) say('going on');
      isLost = false;
      if (more) continue;
      if (once) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof StartupError) throw error;
      const words = `no answer from ${following.url} (${reasonOf(error)})`;
      if (once || place.cursor === undefined) throw new StartupError(words);
      if (!isLost) say(`${words}: trying again`);
      isLost = true;
    }
    await delay(pause, undefined, { signal }).catch(() => {});
  }
}

/** @returns whether to ask again at once */
async function askOnce(following: Following, place: Place): Promise<boolean> {
  const { url, authorization, query, once, signal } = following;
  const parameters = new URLSearchParams({ ...query, ...(place.cursor && { cursor: place.cursor }) });
  const accept = once ? 'application/json' : 'text/event-stream, application/json';
  const response = await fetch(`${url.replace(/\/$/, '')}/operator/v1/events?${parameters}`, {
    headers: { authorization, accept },
    signal,
  });
  if (response.status === 429 || response.status >= 500) throw new Error(`status ${response.status}`);
  if (response.status !== 200) throw refusal(await response.text(), response.status);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return tellPage(following, place, (await response.json()) as Page);
  for await (const message of messagesIn(response.body as ReadableStream<Uint8Array>))
    tellMessage(following, place, message);
  throw new Error('it has ended');
}

interface Page {
  readonly items: readonly ToldEvent[];
  readonly next: string;
  readonly more: boolean;
  readonly missed: boolean;
}

function tellPage({ tell, say }: Following, place: Place, { items, next, more, missed }: Page): boolean {
  if (missed) say(MISSED);
  for (const event of items) tell(event);
  place.cursor = next;
  return more;
}

function tellMessage(
  { tell, say }: Following,
  place: Place,
  { event, data = '', id }: { readonly event?: string; readonly data?: string; readonly id?: string },
): void {
  if (event === 'problem') throw refusal(data);
  if (event === 'missed') say(MISSED);
  else if (event !== undefined) tell(JSON.parse(data) as ToldEvent);
  if (id !== undefined) place.cursor = id;
}

const MISSED = 'some events are no longer kept: they were missed';

/** What a problem of the operator's dialect says, or that it is none. */
function refusal(text: string, status?: number): StartupError {
  const { success, data } = problem.safeParse(parsed(text));
  return new StartupError(
    success ? `refused: ${data.detail}` : `refused with status ${status}: is it the address of the service?`,
  );
}

const problem = z.object({ detail: z.string() });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What fetch throws says little, and its cause the rest. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return (cause as { code?: string } | undefined)?.code ?? message;
}
