import { useEffect, useRef } from 'preact/hooks';
import { ExchangeView } from '../parts/exchange.tsx';
import { linkTo } from '../route.ts';
import { type Exchange, messageIn } from '../service/ask.ts';
import type { CustomerName } from './customer.ts';
import type { Outcome, Sender } from './sending.ts';
import { VendorSignIn } from './vendor-sign-in.tsx';

interface OutcomeProps {
  readonly outcome: Outcome;
  readonly whose: CustomerName;
  readonly by: Sender;
  /** Shows the customer as it is now. */
  look(): void;
  /** Back to what was to be sent. */
  back(): void;
}

/** What became of a request. It takes the focus: what was clicked is gone. */
export function OutcomeView({ outcome, whose, by, look, back }: OutcomeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div class="outcome" ref={box} tabIndex={-1} role="status">
      {'unanswered' in outcome ? (
        <>
          <p data-tone="bad">
            <strong>No answer came.</strong> It may have been carried out, or it may not. Look before you send
            it again.
          </p>
          <div class="row">
            <button type="button" onClick={look}>
              Look what became of it
            </button>
          </div>
        </>
      ) : (
        <Answered {...{ exchange: outcome.exchange, whose, by, back }} />
      )}
    </div>
  );
}

interface AnsweredProps extends Pick<OutcomeProps, 'whose' | 'by' | 'back'> {
  readonly exchange: Exchange;
}

function Answered({ exchange, whose, by, back }: AnsweredProps) {
  const { vendor, tenant } = whose;
  const { status, headers, request } = exchange;
  const isDry = 'offboard-dry-run' in headers;
  const requestId = headers['x-request-id'];
  const isRefusedDelete = status === 412 || status === 422;
  return (
    <>
      <p data-tone={status < 400 ? 'good' : 'bad'}>
        <strong>{saidOf(status, isDry)}</strong> {messageOf(exchange)}
      </p>
      <ExchangeView exchange={exchange} />
      {status === 401 && by === 'client' && <VendorSignIn whose={whose} onDone={back} />}
      <div class="row">
        {(isDry || status >= 400) && (
          <button type="button" class="quiet" onClick={back}>
            Back to the request
          </button>
        )}
        {isRefusedDelete && !isDry && by === 'client' && request.method === 'DELETE' && requestId && (
          <a href={linkTo(['refusals', requestId], { vendor, tenant })}>Why was it refused?</a>
        )}
      </div>
    </>
  );
}

const SAID: Readonly<Record<number, string>> = {
  401: 'Not done: the credential was not accepted.',
  403: 'Not done: the credential does not allow it.',
  404: 'Not done: there is no such thing any more.',
  412: 'Not done: it has changed since you looked. The page shows it as it is now.',
  503: 'Not done: the service is busy. Try again.',
};

function saidOf(status: number, isDry: boolean): string {
  if (isDry && status < 400) return 'Dry run: it would succeed. Nothing was written.';
  if (isDry) return 'Dry run: it would be refused. Nothing was written.';
  if (status < 400) return 'Answered.';
  if (status >= 500) return SAID[status] ?? 'The service failed: look whether it was carried out.';
  return SAID[status] ?? 'Refused: nothing was changed.';
}

/** In the words of the answer, where it has some. */
function messageOf(exchange: Exchange): string {
  const message = messageIn(exchange);
  return message === `answered with ${exchange.status}` ? '' : message;
}
