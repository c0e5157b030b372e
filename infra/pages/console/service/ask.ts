/** A request as the console sends it, and as it shows it before it is sent. */
export interface AskedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** A request and what became of it. */
export interface Exchange {
  readonly request: AskedRequest;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else its text. */
  readonly body: unknown;
  /** Milliseconds. */
  readonly took: number;
}

/** No answer came: nobody knows whether the request was carried out. */
export class Unanswered extends Error {}

/** An answer that is no success. */
export class Refusal extends Error {
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super(messageIn(exchange));
    this.exchange = exchange;
  }
}

/** Says that a page of the console asks: the sandbox keeps its requests apart from those of clients. */
const OWN = { 'offboard-console': '1' };

/** Sends a request. @throws Unanswered */
export async function ask(
  request: AskedRequest,
  authorization?: string,
  signal?: AbortSignal,
): Promise<Exchange> {
  const { method, path, headers = {}, body } = request;
  const since = performance.now();
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...OWN,
        ...(authorization && { authorization }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      cache: 'no-store',
    });
    const text = await response.text();
    return {
      request,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: isJson(response) ? JSON.parse(text) : text,
      took: Math.round(performance.now() - since),
    };
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Unanswered('no answer came, so it is not known whether it was carried out', { cause: error });
  }
}

/** The body of a success. @throws Refusal, Unanswered */
export async function askFor<Body>(...asked: Parameters<typeof ask>): Promise<Body> {
  const exchange = await ask(...asked);
  if (exchange.status >= 400) throw new Refusal(exchange);
  return exchange.body as Body;
}

const isJson = ({ headers, status }: Response): boolean =>
  status !== 204 && /^application\/(problem\+)?json\b/.test(headers.get('content-type') ?? '');

/** What an answer says went wrong: in the operator's words, a vendor's or the sandbox's. */
export function messageIn({ status, body }: Exchange): string {
  const { detail, message, response_message, error } = (body ?? {}) as Record<string, unknown>;
  const said = detail ?? message ?? response_message ?? (error as { message?: unknown } | undefined)?.message;
  return said === undefined ? `answered with ${status}` : String(said);
}
