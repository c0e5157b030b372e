import type { RecordedRequest } from '../../../local/sandbox/shapes.ts';
import { useLoaded } from '../loaded.ts';
import { linkTo } from '../route.ts';
import { messageIn } from '../service/ask.ts';
import { AnswerCard } from './answer-card.tsx';
import { ConditionCard } from './condition-card.tsx';
import { type CustomerRef, type Now, readNow } from './now.ts';
import { customerIn, refusedConditions } from './refused-conditions.ts';

/** Of a refused request that no history has: the answer in a sentence, and the condition that refused. */
export function PlainRefusal({ recorded }: { recorded: RecordedRequest }) {
  const { number, method, path, status, answerBody } = recorded;
  const customer = refusedConditions(recorded)
    .map(({ key }) => customerIn(key))
    .find((each) => each !== undefined);
  const { value: now } = useLoaded(async (signal) => customer && readNow(customer, signal), [number]);
  return (
    <>
      <section class="card verdict" aria-labelledby="verdict">
        <h2 id="verdict">
          {method} {path.replace(/\?.*/, '')} was answered with {status}
        </h2>
        <p>{saidIn(answerBody, status ?? 0)}</p>
        {customer && now && <AboutCustomer {...{ customer, now }} />}
      </section>
      <AnswerCard recorded={recorded} />
      <ConditionCard recorded={recorded} word={now && wordOf(now)} />
    </>
  );
}

function AboutCustomer({ customer: { vendor, tenant, id }, now }: { customer: CustomerRef; now: Now }) {
  if (!now.customer) return <p>Nothing is stored of customer {id}.</p>;
  return (
    <p>
      It was about <a href={linkTo(['customers', vendor, tenant, id])}>{now.customer.name || id}</a>, which is{' '}
      {now.customer.state} now.
    </p>
  );
}

/** Why a condition on a customer does not hold that no history tells of. */
function wordOf({ customer }: Now): string | undefined {
  if (!customer) return 'absent';
  return customer.state === 'deleted' ? 'deleted' : undefined;
}

function saidIn(text: string, status: number): string {
  try {
    const body = JSON.parse(text);
    return messageIn({ status, body, headers: {}, took: 0, request: { method: '', path: '' } });
  } catch {
    return text || 'Without a body.';
  }
}
