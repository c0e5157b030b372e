import type { Answer } from '../support/http.ts';
import type { tenantState } from '../support/tenant-state.ts';

type Wire = Pick<Answer, 'status' | 'body'>;

/** One thing to remove, and what a client is told about it. */
export interface Removal {
  /** Sends the same request, however often. */
  send(): Promise<Wire>;
  /** To the request that removes. */
  readonly done: Wire;
  /** To a request that finds it removed. */
  readonly repeated: Wire;
  /** Everything stored of the tenant. */
  state(): ReturnType<typeof tenantState>;
}

/** What of an answer a client decides by. */
export async function wire(answer: Promise<Answer>): Promise<Wire> {
  const { status, body } = await answer;
  return { status, body };
}
