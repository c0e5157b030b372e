import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Failure } from '../../../shared/http/failure.ts';
import type { Wishes } from '../../../shared/http/operation.ts';
import { type ChangeOutcome, changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import { isAsSeen } from '../../../shared/receivables/customers/tag.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { Vendor } from '../../vendor.ts';
import type { VendorName } from '../../vendors.ts';
import { answerAbout } from '../customers/changed-customer.ts';
import type { Answered } from '../customers/customer-response.ts';
import type { OperatorSuccess } from '../dialect/envelope.ts';
import { notFound, refused } from '../dialect/errors.ts';

/**
 * Protects a customer, or lifts that. Its place in lists stays: to the clients of its vendor it has not changed.
 * @param isAlready whether its protection is what it is to be
 * @throws Failure 412 where the customer is not what the caller has seen
 */
export function changeProtection(
  table: Table,
  ref: CustomerRef,
  { seen: expected }: Wishes,
  { protect, isAlready }: { protect: boolean; isAlready: (protection: Stamp | undefined) => boolean },
  stamp: Stamp,
): Promise<ChangeOutcome<Record<string, unknown>>> {
  return changeCustomer<Record<string, unknown>>(
    table,
    ref,
    (seen) => {
      // An earlier round that landed is told as done, and never comes here again: what is refused has changed nothing.
      if (expected && !isAsSeen(seen, expected))
        throw refused(412, 'changed', 'it is not what If-Match has seen');
      return isAlready(seen.protection) ? undefined : { profile: seen.profile ?? {}, protect };
    },
    stamp,
  );
}

/** The customer after it. @throws Failure where there is none, or it is deleted */
export async function answerOf(
  table: Table,
  { ref, rules, vendor }: { ref: CustomerRef; rules: Vendor; vendor: VendorName },
  result: ChangeOutcome<Record<string, unknown>>,
  now: Date,
): Promise<OperatorSuccess<Answered>> {
  if (!('customer' in result)) throw await refusalOf(table, ref, now);
  return answerAbout({ ...ref, vendor }, rules, result.customer);
}

async function refusalOf(table: Table, ref: CustomerRef, now: Date): Promise<Failure> {
  const customer = await readCustomerOrTombstone(table, ref, now);
  return customer ? refused(409, 'deleted', `it was deleted at ${customer.deletion?.at}`) : notFound();
}
