import { Time } from '../parts/time.tsx';
import { linkTo } from '../route.ts';
import type { Customer, CustomerName } from './customer.ts';

/** Who did something, when, by which operation and why. */
export function Stamp({ stamp, whose }: { stamp: Customer['creation']; whose: CustomerName }) {
  const { at, by, operation, reason, request_id } = stamp;
  return (
    <div class="stamp">
      <Time at={at} />
      <p>
        by <bdi>{by}</bdi>
        {operation && <code> {operation}</code>}
      </p>
      {reason && <Reason text={reason} />}
      <p>
        <RequestLink id={request_id} whose={whose} />
      </p>
    </div>
  );
}

/** What somebody gave as their reason: their words, in whatever direction they are written. */
export const Reason = ({ text }: { text: string }) => (
  <p class="reason">
    “<bdi>{text}</bdi>”
  </p>
);

/** Leads to all that a request did. */
export function RequestLink({ id, whose: { vendor, tenant } }: { id: string; whose: CustomerName }) {
  return (
    <a class="muted" href={linkTo(['refusals', id], { vendor, tenant })}>
      request <code>{id}</code>
    </a>
  );
}
