import type { ComponentChildren } from 'preact';
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

/** What became of a request. */
export function OutcomeView({ outcome, whose, by, look, back }: OutcomeProps) {
  if ('exchange' in outcome) return <Answered {...{ exchange: outcome.exchange, whose, by, back }} />;
  return (
    <div class="outcome">
      <Said tone="bad" words="No answer came.">
        It may have been carried out, or it may not. Look before you send it again.
      </Said>
      <div class="row">
        <button type="button" onClick={look}>
          Look what became of it
        </button>
      </div>
    </div>
  );
}

interface SaidProps {
  readonly tone: 'good' | 'bad';
  readonly words: string;
  readonly children: ComponentChildren;
}

/** It takes the focus, so that a screen reader tells of it: the button that was clicked is gone. */
function Said({ tone, words, children }: SaidProps) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.focus(), []);
  return (
    <p ref={line} class="said" tabIndex={-1} role="status" data-tone={tone}>
      <strong>{words}</strong> <bdi>{children}</bdi>
    </p>
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
  const isRefusedDelete = request.method === 'DELETE' && by === 'client' && DECIDED.includes(status);
  return (
    <div class="outcome">
      <Said tone={status < 400 ? 'good' : 'bad'} words={saidOf(status, isDry)}>
        {messageOf(exchange)}
      </Said>
      <ExchangeView exchange={exchange} />
      {status === 401 && by === 'client' && <VendorSignIn whose={whose} onDone={back} />}
      <div class="row">
        {(isDry || status >= 400) && (
          <button type="button" class="quiet" onClick={back}>
            Back to the request
          </button>
        )}
        {isRefusedDelete && !isDry && requestId && (
          <a href={linkTo(['refusals', requestId], { vendor, tenant })}>Why was it refused?</a>
        )}
      </div>
    </div>
  );
}

/** Statuses with which vendors refuse a delete for what the customer is. */
const DECIDED = [400, 409, 412, 422];

const SAID: Readonly<Record<number, string>> = {
  401: 'Not done: the credential was not accepted.',
  403: 'Not done: the credential does not allow it.',
  404: 'Not done: there is no such thing any more.',
  412: 'Not done: it has changed since you looked. The page shows it as it is now.',
};

function saidOf(status: number, isDry: boolean): string {
  // A gateway may have given up on what is carried out all the same.
  if (status >= 500) return 'The service failed: look whether it was carried out.';
  if (isDry && status < 400) return 'Dry run: it would succeed. Nothing was written.';
  if (isDry && DECIDED.includes(status)) return 'Dry run: it would be refused. Nothing was written.';
  return status < 400 ? `Answered with ${status}.` : (SAID[status] ?? 'Refused: nothing was changed.');
}

/** In the words of the answer, where it has some. */
function messageOf(exchange: Exchange): string {
  const message = messageIn(exchange);
  return message === `answered with ${exchange.status}` ? '' : message;
}
