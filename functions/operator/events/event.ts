import { requiredVariable } from '../../../shared/environment.ts';
import type { FeedEvent } from '../../../shared/receivables/feed/event.ts';
import { numbered } from '../../../shared/receivables/history/entry.ts';
import type { VendorName } from '../../vendors.ts';
import { lowerCase } from '../dialect/fields.ts';
import type { Answered } from './event-response.ts';
import { schemaOf } from './event-types.ts';

/** An event as CloudEvents 1.0 writes it: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export const shown = (event: FeedEvent): Answered => ({
  specversion: '1.0',
  id: event.id,
  source: `/offboard/${requiredVariable('STAGE')}`,
  type: event.type,
  subject: subjectOf(event),
  time: event.at,
  datacontenttype: 'application/json',
  dataschema: schemaOf(event.type),
  // Later ones of one item are greater, also as texts: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/sequence.md
  sequence: numbered(event.sequence),
  data: dataOf(event),
});

const subjectOf = ({ type, vendor, tenant, kind, itemId }: FeedEvent): string =>
  type.startsWith('customer.')
    ? `${vendor}/${tenant}/customers/${itemId}`
    : `${vendor}/${tenant}/dependents/${lowerCase(kind)}/${itemId}`;

function dataOf(event: FeedEvent): Answered['data'] {
  const { type, kind, customerId, fromCustomerId, changed = [], refusal, traceId } = event;
  const common = {
    vendor: event.vendor as VendorName,
    tenant: event.tenant,
    id: event.itemId,
    version: event.sequence,
    by: event.by,
    operation: event.operation ?? null,
    request_id: event.requestId,
    reason: event.reason ?? null,
  };
  if (refusal !== undefined) return { ...common, refusal, trace_id: traceId ?? null };
  if (type.startsWith('customer.')) return { ...common, changed: [...changed] };
  return {
    ...common,
    kind: lowerCase(kind),
    // Whatever is told of a dependent names a customer.
    customer_id: customerId as string,
    from_customer_id: fromCustomerId ?? null,
  };
}
