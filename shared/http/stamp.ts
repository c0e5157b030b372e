import type { Stamp } from '../customers/items.ts';
import type { Origin } from './operation.ts';

/** The stamp that a request's writes leave. */
export const stampOf = ({ receivedAt, requestId }: Origin, by: string): Stamp => ({
  at: receivedAt.toISOString(),
  by,
  requestId,
});
