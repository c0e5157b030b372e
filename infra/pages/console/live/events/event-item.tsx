import { memo } from 'preact/compat';
import { Time } from '../../parts/time.tsx';
import { vendorLabel } from '../../parts/vendor.ts';
import { linkTo } from '../../route.ts';

/** An event as the operator's dialect tells it. */
export interface CloudEvent {
  readonly id: string;
  /** `customer.deleted` */
  readonly type: string;
  readonly time: string;
  readonly data: {
    readonly vendor: string;
    readonly tenant: string;
    readonly id: string;
    readonly by: string;
    readonly reason: string | null;
    readonly request_id: string;
    readonly refusal?: string;
    readonly changed?: readonly string[];
    readonly kind?: string;
    readonly customer_id?: string;
    readonly from_customer_id?: string | null;
  };
}

export const EventItem = memo(
  function EventItem({ event: { type, time, data } }: { event: CloudEvent }) {
    const {
      vendor,
      tenant,
      id,
      by,
      reason,
      kind,
      customer_id = id,
      from_customer_id,
      refusal,
      changed,
    } = data;
    return (
      <li class="line event">
        <span class="live-outcome" data-tone={toneOf(type)}>
          {MARKS[toneOf(type)]} {type}
        </span>
        <span class="subject">
          {kind && (
            <>
              {kind} {id} of{' '}
            </>
          )}
          <CustomerLink vendor={vendor} tenant={tenant} id={customer_id} />
          {from_customer_id && (
            <>
              , before of <CustomerLink vendor={vendor} tenant={tenant} id={from_customer_id} />
            </>
          )}
        </span>
        <span class="muted">
          by {by}
          {refusal && `, ${refusal.replaceAll('_', ' ')}`}
          {changed && changed.length > 0 && `, changed ${changed.join(', ')}`}
          {reason && <>, “{reason}”</>}
        </span>
        <span class="when">
          <Time at={time} />
        </span>
      </li>
    );
  },
  (before, after) => before.event === after.event,
);

const MARKS: Readonly<Record<string, string>> = { good: '+', warn: '−', bad: '✕', open: '•' };

function toneOf(type: string): string {
  if (/\.(created|restored|reactivated|attached)$/.test(type)) return 'good';
  if (/\.(deleted|detached|deactivated)$/.test(type)) return 'warn';
  return type.endsWith('.delete_refused') ? 'bad' : 'open';
}

function CustomerLink({ vendor, tenant, id }: { vendor: string; tenant: string; id: string }) {
  return (
    <a href={linkTo(['customers', vendor, tenant, id])}>
      {vendorLabel(vendor)} {tenant} <bdi>{id}</bdi>
    </a>
  );
}
