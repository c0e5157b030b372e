import type { RecordedRequest } from '../../../local/sandbox/shapes.ts';
import { ExchangeView } from '../parts/exchange.tsx';
import { Time } from '../parts/time.tsx';
import type { Exchange } from '../service/ask.ts';

/** The request and its answer, as the gateway saw them. */
export function AnswerCard({ recorded }: { recorded: RecordedRequest }) {
  const { at, operation, fault } = recorded;
  return (
    <section class="card" aria-labelledby="answer">
      <h2 id="answer">The request and its answer</h2>
      <p class="muted">
        <Time at={at} />
        {operation && (
          <>
            {' · '}
            <code>{operation}</code>
          </>
        )}
        {fault && ` · the sandbox: ${fault}`}
      </p>
      <ExchangeView exchange={exchangeOf(recorded)} />
    </section>
  );
}

const exchangeOf = (recorded: RecordedRequest): Exchange => ({
  request: {
    method: recorded.method,
    path: recorded.path,
    headers: ofInterest(recorded.headers),
    ...(recorded.body !== '' && { body: parsed(recorded.body) }),
  },
  status: recorded.status ?? 0,
  headers: recorded.answerHeaders,
  body: parsed(recorded.answerBody),
  took: Math.round(recorded.durationMs ?? 0),
});

/** Headers that had a say in the answer, and not what every client sends. */
const ofInterest = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      /^(authorization|content-type|if-|offboard-|idempotency-)/i.test(name),
    ),
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
