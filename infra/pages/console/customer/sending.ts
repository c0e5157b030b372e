import { useRef, useState } from 'preact/hooks';
import { type AskedRequest, ask, type Exchange, type Unanswered } from '../service/ask.ts';
import { clientOf, config, operator, signInLocally } from '../service/session.ts';
import type { CustomerName } from './customer.ts';

/** In whose name a request is sent. */
export type Sender = 'operator' | 'client';

/** What became of a request: an answer, or that there was none. */
export type Outcome = { readonly exchange: Exchange } | { readonly unanswered: Unanswered };

/** Sends one request at a time: what is clicked meanwhile sends nothing. */
export function useSending(by: Sender, whose: CustomerName, onEnd: () => void) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [isSending, setSending] = useState(false);
  const isBusy = useRef(false);
  async function send(request: AskedRequest): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setSending(true);
    setOutcome(
      await sendAs(by, whose, request).then(
        (exchange) => ({ exchange }),
        (unanswered: Unanswered) => ({ unanswered }),
      ),
    );
    isBusy.current = false;
    setSending(false);
    onEnd();
  }
  return { outcome, isSending, send, forget: () => setOutcome(undefined) };
}

/** @throws Unanswered */
async function sendAs(by: Sender, whose: CustomerName, request: AskedRequest): Promise<Exchange> {
  if (by === 'operator') return askAs(request, operator.value);
  const authorization = clientOf(whose.vendor, whose.tenant)?.authorization;
  const exchange = await askAs(request, authorization);
  if (exchange.status !== 401 || !config.value?.sandbox) return exchange;
  // Who is not let in has changed nothing, so that it may be sent again.
  const fresh = await freshAuthorization(whose);
  return fresh === undefined || fresh === authorization ? exchange : askAs(request, fresh);
}

/** The laptop's tokens are good for an hour. */
async function freshAuthorization({ vendor, tenant }: CustomerName): Promise<string | undefined> {
  try {
    await signInLocally();
  } catch {
    return undefined;
  }
  return clientOf(vendor, tenant)?.authorization;
}

/** The exchange is shown as it was written: only what is sent is encoded. */
async function askAs(request: AskedRequest, authorization: string | undefined): Promise<Exchange> {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name, inBytes(value)]);
  return {
    ...(await ask({ ...request, headers: Object.fromEntries(headers) }, authorization)),
    request,
  };
}

/** Headers are bytes: `fetch` takes no other characters, and the service reads them as UTF-8. */
const inBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
