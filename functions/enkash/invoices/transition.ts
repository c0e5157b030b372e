import type { Table } from '../../../shared/dynamodb/tables.ts';
import { changeDependents, type ManyChanged } from '../../../shared/receivables/dependents/change-many.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { noInvoice, refused } from '../dialect/errors.ts';
import { type Invoice, invoiceRef } from './invoice.ts';
import { listingOf } from './invoice-listing.ts';

/**
 * Changes all of these invoices or none, because the vendor's answer is one string: our choice.
 * @param changeOf undefined where an invoice is so already. Throws Failure where it is not what it must be
 */
export const transition = (
  table: Table,
  tenant: Tenant,
  ids: readonly string[],
  changeOf: (invoice: Invoice) => Invoice | undefined,
  stamp: Stamp,
): Promise<ManyChanged<Invoice>> =>
  changeDependents<Invoice>(
    table,
    ids.map((id) => invoiceRef(tenant, id)),
    ({ fields, creation }) => {
      const changed = changeOf(fields);
      return changed && { fields: changed, listing: listingOf(changed, creation.at) };
    },
    stamp,
  );

/** @throws Failure where nothing was changed, though it was to be */
export function requireDone(result: ManyChanged<Invoice>): void {
  if (result.outcome === 'notFound') throw noInvoice(result.ref.id);
  if (result.outcome === 'tooLarge') {
    const message = 'invoiceIds: these invoices are too large to be changed together, send fewer at a time';
    throw refused(422, 'UNPROCESSABLE_REQUEST', message);
  }
}
