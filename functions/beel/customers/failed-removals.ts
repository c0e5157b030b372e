import type { Origin } from '../../../shared/http/operation.ts';
import { log } from '../../../shared/log.ts';
import type { BulkRemovalOutcome } from '../../../shared/receivables/customers/remove-many.ts';
import { type CustomerRef, customerKey } from '../../../shared/receivables/keys.ts';

/** Logs the whole error of each row of which a client sees INTERNAL_ERROR only. */
export function logFailedRemovals(
  refs: readonly CustomerRef[],
  outcomes: readonly BulkRemovalOutcome[],
  { requestId, traceId }: Origin,
): void {
  for (const [index, result] of outcomes.entries()) {
    if (result.outcome !== 'failed') continue;
    const customer = customerKey(refs[index] as CustomerRef);
    log('error', 'a customer was not removed', { customer, requestId, traceId, error: result.cause });
  }
}
