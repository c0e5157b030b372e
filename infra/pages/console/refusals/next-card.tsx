import { RequestView } from '../parts/exchange.tsx';
import { Time } from '../parts/time.tsx';
import { linkTo } from '../route.ts';
import type { CustomerRef, Now } from './now.ts';

interface NextCardProps {
  readonly word: string;
  readonly now: Now;
  readonly whose: CustomerRef;
  readonly isLoading: boolean;
  reload(): void;
}

/** What can be done now. What is said follows from the customer as it is, not as it was when it was refused. */
export function NextCard({ word, now, whose, isLoading, reload }: NextCardProps) {
  const { vendor, tenant, id } = whose;
  const requests = requestsIn(now);
  return (
    <section class="card" aria-labelledby="next">
      <div class="row spread">
        <h2 id="next">What can be done</h2>
        <button type="button" class="quiet" onClick={reload} disabled={isLoading}>
          Ask again
        </button>
      </div>
      <div aria-live="polite">
        <Advice {...{ word, now }} />
      </div>
      {requests.length > 0 && (
        <div class="exchange">
          {requests.map((request) => (
            <RequestView key={request.path + JSON.stringify(request.body)} request={request} />
          ))}
        </div>
      )}
      {now.customer && (
        <p>
          <a href={linkTo(['customers', vendor, tenant, id])}>Do it on the customer’s page</a>
        </p>
      )}
    </section>
  );
}

function Advice({ word, now: { preview } }: { word: string; now: Now }) {
  if (!preview) return <p>Nothing of the customer is stored any more: there is nothing left to do.</p>;
  const { deletable, refusal, restorable_until } = preview;
  if (deletable)
    return (
      <p>
        Nothing is in the way any more: it can be deleted now.
        {word === 'changed' && ' Read it again first, and send its new ETag as If-Match.'}
      </p>
    );
  if (refusal === 'deleted')
    return (
      <p>
        It has been deleted since.{' '}
        {restorable_until && (
          <>
            It can be restored until <Time at={restorable_until} />.
          </>
        )}
      </p>
    );
  if (refusal === 'protected')
    return <p>It is protected. Ask who protected it whether it may go, then lift the protection.</p>;
  if (refusal === 'link_count_unknown')
    return (
      <p>
        Count anew what refers to it: <code>npm run recount -- --fix</code>. Until then every delete is
        refused.
      </p>
    );
  return <Linked preview={preview} />;
}

function Linked({ preview: { blockers, more_blockers } }: { preview: NonNullable<Now['preview']> }) {
  const stuck = blockers.filter(({ clearing }) => clearing === null);
  const count = `${more_blockers ? 'at least ' : ''}${blockers.length.toLocaleString('en-GB')}`;
  if (blockers.length === 0)
    return (
      <p>Its count says that something refers to it, and nothing is found: a delete may end what is over.</p>
    );
  if (stuck.length > 0)
    return (
      <p>
        It cannot be deleted: {stuck.length === blockers.length ? count : `${stuck.length} of ${count}`} that
        refer to it cannot be cleared by any route of its vendor. It can be deactivated, where the vendor has
        that.
      </p>
    );
  return (
    <p>
      Clear the {count} that {blockers.length === 1 ? 'refers' : 'refer'} to it, then delete it again:
    </p>
  );
}

/** The vendor's own requests that lead on; what clears many is shown for the first few. */
function requestsIn({ customer, preview }: Now) {
  if (!preview || !customer) return [];
  const clearing = preview.blockers.flatMap(({ clearing }) => clearing ?? []).slice(0, MOST);
  const isClearable = preview.blockers.every((each) => each.clearing !== null);
  const deletion = customer.vendor_requests.delete;
  return [...clearing, ...(deletion && (preview.deletable || isClearable) ? [deletion] : [])].map(
    ({ method, path, body }) => ({ method, path, ...(body && { body }) }),
  );
}

const MOST = 3;
