import { hash } from 'node:crypto';
import { type ChangeWord, CUSTOMER, type HistoryEntry, subjectOf } from '../history/entry.ts';

type OfDependent = 'attached' | 'detached' | 'moved';

export type EventType = `customer.${Exclude<ChangeWord, OfDependent>}` | `dependent.${OfDependent}`;

/** A change as it is told to others: which fields changed, never what they hold. It follows from the entry alone. */
export interface FeedEvent {
  /** The change's own: the same however often it is told. */
  readonly id: string;
  readonly type: EventType;
  readonly at: string;
  readonly vendor: string;
  readonly tenant: string;
  /** CUSTOMER, or a dependent's kind. */
  readonly kind: string;
  /** Of the customer or the dependent, as keys have it. */
  readonly itemId: string;
  /** Whom a dependent refers to, or did until it was detached; and whom it was moved from. */
  readonly customerId?: string;
  readonly fromCustomerId?: string;
  /** The item's version: later events of one item have greater ones, until its id is used again. */
  readonly sequence: number;
  readonly by: string;
  readonly operation?: string;
  readonly requestId: string;
  readonly reason?: string;
  /** Names of fields. */
  readonly changed?: readonly string[];
  /** Of a refusal: the trace of its request, whose id its client was told. */
  readonly traceId?: string;
  readonly refusal?: NonNullable<HistoryEntry['refusal']>;
}

/** The event of an entry; undefined where nothing has changed. */
export function eventOf(entry: HistoryEntry): FeedEvent | undefined {
  if (entry.change === 'fenced') return undefined;
  const { pk, sk, kind, at, by, operation, requestId, reason, version, changed } = entry;
  const { customerId, fromCustomerId, refusal, traceId } = entry;
  const { vendor, tenant, id: itemId } = subjectOf(entry);
  return {
    id: hash('sha256', `${pk} ${sk}`).slice(0, 32),
    type: `${kind === CUSTOMER ? 'customer' : 'dependent'}.${entry.change}` as EventType,
    ...{ at, vendor, tenant, kind, itemId },
    ...(customerId !== undefined && { customerId }),
    ...(fromCustomerId !== undefined && { fromCustomerId }),
    ...{ sequence: version, by, requestId },
    ...(operation !== undefined && { operation }),
    ...(reason !== undefined && { reason }),
    ...(changed && { changed: Object.keys(changed).sort() }),
    ...(refusal !== undefined && { refusal }),
    ...(traceId !== undefined && { traceId }),
  };
}
