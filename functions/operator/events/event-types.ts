import type { EventType } from '../../../shared/receivables/feed/event.ts';

/** The types of events: what happens to customers, and to what refers to them. */
export const TYPES = [
  'customer.created',
  'customer.updated',
  'customer.deactivated',
  'customer.reactivated',
  'customer.deleted',
  'customer.restored',
  'customer.protected',
  'customer.unprotected',
  'customer.delete_refused',
  'dependent.attached',
  'dependent.detached',
  'dependent.moved',
] as const satisfies readonly EventType[];

/** A name, not an address: functions/operator/schemas has what is meant. The number grows where `data` becomes another. */
export const schemaOf = (type: EventType): string => `urn:offboard:event:${type}:1`;
