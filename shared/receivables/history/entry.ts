import { hash } from 'node:crypto';
import { now } from '../../clock.ts';
import { requiredVariable } from '../../environment.ts';
import { type DependentRef, dependentRefOf, type Tenant } from '../keys.ts';
import type { Stamp } from '../stamp.ts';

/** What a change was, in one word: the strongest where it was several at once. */
export type ChangeWord =
  | 'created'
  | 'updated'
  | 'deactivated'
  | 'reactivated'
  | 'deleted'
  | 'restored'
  | 'protected'
  | 'unprotected'
  | 'delete_refused'
  // Of what refers to a customer:
  | 'attached'
  | 'detached'
  | 'moved';

/** Why a delete was refused. */
export type RefusalWord = 'linked' | 'link_count_unknown' | 'changed' | 'protected';

/** A field before and after; the side that is missing had none. Neither where values were left out. */
export interface FieldChange {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One change of a customer, or of what refers to it; or a delete that was refused. It lies beside the item, not in it. */
export interface HistoryEntry {
  /** `<vendor>#<tenant>#HISTORY#<the rest of the item's pk>` */
  readonly pk: string;
  /** See entryOrder: in the order of lives, and within a life in the order of versions. */
  readonly sk: string;
  /** CUSTOMER, or a dependent's kind. */
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly operation?: string;
  readonly requestId: string;
  readonly reason?: string;
  /** `fenced`: the version was counted and nothing changed. It is not shown, and there is no event of it. */
  readonly change: ChangeWord | 'fenced';
  /** The item's, after the change; of a refusal the one that was met. */
  readonly version: number;
  /** Fields of a customer's profile. */
  readonly changed?: Readonly<Record<string, FieldChange>>;
  /** Why `changed` has names alone, or not even these. */
  readonly valuesLeftOut?: 'size' | 'erased';
  /** Of a dependent: whom it refers to, or did until it was detached; and whom it was moved from. */
  readonly customerId?: string;
  readonly fromCustomerId?: string;
  /** Why it was refused, and some of what was in the way. */
  readonly refusal?: RefusalWord;
  readonly blockers?: readonly Pick<DependentRef, 'kind' | 'id'>[];
  /** `<vendor>#<tenant>#<requestId>`: what a request did is found by it. A batch's rows have the batch's id. */
  readonly requestKey?: string;
  /** Of a refusal: the trace, whose id is what the client was told, and `<vendor>#<tenant>#<traceId>`, by which it is found. */
  readonly traceId?: string;
  readonly traceKey?: string;
  /** Epoch seconds after which DynamoDB may remove it. */
  readonly expiresAt: number;
  /** Of a refusal, which a request writes and not the worker: its place in the feed, once there is an event of it. */
  readonly told?: number;
}

/** Where the history of the item with this pk lies. */
export function historyKey(pk: string): string {
  const { vendor, tenant } = dependentRefOf(pk);
  return `${vendor}#${tenant}#HISTORY#${pk.slice(vendor.length + tenant.length + 2)}`;
}

/** Whose history an entry is in: the id of the customer or of the dependent, as keys have it. */
export function subjectOf({ pk, kind }: Pick<HistoryEntry, 'pk' | 'kind'>): Tenant & { readonly id: string } {
  const { vendor, tenant, id } = dependentRefOf(pk);
  return { vendor, tenant, id: kind === CUSTOMER ? id : id.slice(kind.length + 1) };
}

export const CUSTOMER = 'CUSTOMER';

/**
 * What the keys of one life of an item begin with: an id may be used again after a deletion, and versions then begin
 * again too, perhaps in the same millisecond.
 */
export const lifeOf = ({ at, requestId }: Stamp): string => `${at}#${hash('sha256', requestId).slice(0, 8)}`;

const DIGITS = 12;

/** `<creation.at>#<mark of the creation's request>#<version>`, each part as long as every other of its kind. */
export const entryOrder = (creation: Stamp, version: number): string =>
  `${lifeOf(creation)}#${numbered(version)}`;

/** A number as texts are ordered. */
export const numbered = (number: number): string => String(number).padStart(DIGITS, '0');

/** What `entryOrder` was made of, whatever follows. */
export const placeIn = (sk: string) => ({
  life: sk.slice(0, LIFE),
  version: Number(sk.slice(LIFE + 1, LIFE + 1 + DIGITS)),
});

const LIFE = lifeOf({ at: new Date(0).toISOString(), by: '', requestId: '' }).length;

/** By what the index `changes-by-request` knows a request. */
export const requestKey = ({ vendor, tenant }: Tenant, requestId: string): string =>
  // The rows of an asynchronous batch are requests of their own, `<batch>#<row>`.
  `${vendor}#${tenant}#${requestId.split('#', 1)[0]}`;

/** By what the index `refusals-by-trace` knows the trace of a request. */
export const traceKey = ({ vendor, tenant }: Tenant, traceId: string): string =>
  `${vendor}#${tenant}#${traceId}`;

/** When what is written now ends, in epoch seconds: as the stage says. */
export const historyEnd = (): number =>
  Math.floor(now().getTime() / 1000) + Number(requiredVariable('HISTORY_DAYS')) * 24 * 60 * 60;

/** What an entry has of the stamp of its request. */
export const stamped = (pk: string, { at, by, operation, requestId, reason }: Stamp) => ({
  ...{ at, by, requestId },
  ...(operation !== undefined && { operation }),
  ...(reason !== undefined && { reason }),
  requestKey: requestKey(dependentRefOf(pk), requestId),
});
