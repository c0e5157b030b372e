import { partialDeepStrictEqual } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

export interface Call {
  readonly authorization?: string;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** The service answered something else than it should. */
export class Mismatch extends Error {}

/** Milliseconds for one answer: API Gateway gives up after 30 seconds, and nobody waits so long for a smoke test. */
const PATIENCE = 10_000;

/** The service from outside. */
export class Api {
  readonly #url: string;
  readonly #signal: AbortSignal;

  /** @param signal ends every request that is still under way */
  constructor(url: string, signal: AbortSignal) {
    this.#url = url.replace(/\/$/, '');
    this.#signal = signal;
  }

  /** @param request method and path: `DELETE /api/v0/customer/KC…` */
  async call(request: string, { authorization, json, form, headers }: Call = {}): Promise<Answer> {
    const [method = '', path = ''] = request.split(' ');
    const body = form ? new URLSearchParams(form) : json === undefined ? undefined : JSON.stringify(json);
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        ...(authorization && { authorization }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(PATIENCE)]),
    });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  }

  /**
   * Calls and compares.
   * @param members what the body must have; it may have more
   * @returns the body, of the shape that the caller knows the operation to answer with
   * @throws Mismatch
   */
  async expect<Body = unknown>(
    request: string,
    call: Call,
    status: number,
    members: Record<string, unknown> = {},
  ): Promise<Body> {
    const answer = await this.call(request, call);
    if (answer.status !== status || !has(answer.body, members))
      throw new Mismatch(`${request} answered ${shown(answer)}, not ${shown({ status, body: members })}`);
    return answer.body as Body;
  }
}

/** Ids that nothing has. */
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

export const shown = ({ status, body }: Pick<Answer, 'status' | 'body'>): string => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const safe = text.replaceAll(/("\w+_token":")[^"]+/g, '$1…').replaceAll(/\s+/g, ' ');
  return `${status} ${safe.length > 200 ? `${safe.slice(0, 200)}…` : safe}`.trim();
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function has(body: unknown, members: Record<string, unknown>): boolean {
  if (Object.keys(members).length === 0) return true;
  try {
    partialDeepStrictEqual(body, members);
    return true;
  } catch {
    return false;
  }
}
