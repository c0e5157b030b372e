import type { Origin } from '../http/operation.ts';
import type { Stamp } from './items.ts';

/** The stamp that a request's writes leave. */
export const stampOf = ({ receivedAt, requestId }: Origin, by: string): Stamp => ({
  at: receivedAt.toISOString(),
  by,
  requestId,
});
