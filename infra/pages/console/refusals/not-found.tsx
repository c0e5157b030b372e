import { vendorLabel } from '../parts/vendor.ts';
import { linkTo } from '../route.ts';
import { config } from '../service/session.ts';
import type { Found, TenantName } from './lookup.ts';

interface NotFoundProps {
  readonly id: string;
  readonly known?: TenantName | undefined;
  readonly found: Found;
  reload(): void;
}

/** Where was looked, and what it may mean that nothing is there. */
export function NotFound({ id, known, found: { searched }, reload }: NotFoundProps) {
  const isLocal = config.value?.sandbox;
  return (
    <section class="card" aria-labelledby="not-found">
      <h2 id="not-found">Nothing is known of this request</h2>
      <p>
        {known ? (
          <>
            The history of {vendorLabel(known.vendor)} {known.tenant} has no entry of it.{' '}
            <a href={linkTo(['refusals', id])}>Look in every tenant</a>
          </>
        ) : (
          `The histories of ${searched.toLocaleString('en-GB')} ${searched === 1 ? 'tenant' : 'tenants'} have no entry of it`
        )}
        {!known &&
          (isLocal ? ', and the requests that this service keeps since its start do not have it.' : '.')}
      </p>
      <p>That may mean that</p>
      <ul>
        <li>
          it was refused before anything was decided: a bad field, a missing credential, too many requests;
        </li>
        <li>
          it was neither a delete that was refused nor a write that changed something: reads leave no entry;
        </li>
        <li>it was about a tenant that this key does not reach;</li>
        <li>it is older than what this stage keeps, or younger than a few seconds.</li>
      </ul>
      <p class="muted">
        The service’s logs have every request: search them for <code>{id}</code> as <code>traceId</code> or{' '}
        <code>requestId</code>.
      </p>
      <div class="row">
        <button type="button" onClick={reload}>
          Look again
        </button>
      </div>
    </section>
  );
}
