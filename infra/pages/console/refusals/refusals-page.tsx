import { linkTo, route } from '../route.ts';
import { config } from '../service/session.ts';
import '../styles/refusals.css';
import { FindRequest } from './find-request.tsx';
import { RecordedRefusals } from './recorded-refusals.tsx';
import { RefusalPage } from './refusal-page.tsx';
import { RefusedDeletes } from './refused-deletes.tsx';

/** Why was it refused? A request to look for, or to pick: `#/refusals/<request or trace id>?vendor=&tenant=&customer=`. */
export default function RefusalsPage() {
  const [, id] = route.value.path;
  const [vendor, tenant, customer] = ['vendor', 'tenant', 'customer'].map(
    (name) => route.value.query.get(name) ?? undefined,
  );
  const known = vendor && tenant ? { vendor, tenant } : undefined;
  if (id !== undefined)
    return (
      <>
        <p>
          <a href={linkTo(['refusals'])}>← All refusals</a>
        </p>
        <RefusalPage key={`${id} ${vendor} ${tenant}`} {...{ id, known, customer }} />
      </>
    );
  return (
    <>
      <h1>Why was it refused?</h1>
      <section class="card" aria-label="Find a request">
        <FindRequest />
      </section>
      {config.value?.sandbox && <RecordedRefusals />}
      <RefusedDeletes />
    </>
  );
}
