import type { Answer } from '../support/http.ts';
import type { tenantState } from '../support/tenant-state.ts';

export interface Wire extends Pick<Answer, 'status' | 'body'> {
  /** Seconds after which the client may come again, where it is told so. */
  readonly retryAfter?: string;
}

/** Something to remove, and how a client is answered. */
export interface Removal {
  /** Sends the same request, however often. */
  send(): Promise<Wire>;
  /** The answer to the request that removes it. */
  readonly done: Wire;
  /** The answer to a request that finds it removed already. */
  readonly repeated: Wire;
  /** Everything stored of the tenant. */
  state(): ReturnType<typeof tenantState>;
}

/** The part of an answer that a client acts on. */
export async function wire(answer: Promise<Answer>): Promise<Wire> {
  const { status, body, headers } = await answer;
  const retryAfter = headers['retry-after'];
  return { status, body, ...(retryAfter !== undefined && { retryAfter }) };
}
