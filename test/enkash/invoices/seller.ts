import { randomUUID } from 'node:crypto';
import { type Invoice, invoiceRef, newInvoice, stored } from '../../../functions/enkash/invoices/invoice.ts';
import { listingOf } from '../../../functions/enkash/invoices/invoice-listing.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { overwrite } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

/** A company with one customer, and invoices of it as they are stored. */
export async function newSeller() {
  const company = newEnkashCompany();
  const partner = newEnkashCompany();
  const customer = { vendor: 'enkash', tenant: company, id: 'KCABCDEFGHIJKL01' };
  await storeCustomer(customer, { legalName: 'Ada Ltd' });

  /** @returns the id of a new invoice over 1,000 rupees, with these fields of another value */
  async function invoice(changes: Partial<Invoice> = {}): Promise<string> {
    const requested = { customerId: customer.id, baseAmount: 1000, dueDate: '2027-01-31', ...changes };
    const fields = { ...stored(requested, randomUUID(), company), ...changes };
    const wanted = newInvoice({ vendor: 'enkash', tenant: company }, fields);
    await attachDependents(receivables(), [wanted], newStamp());
    return fields.invoiceId;
  }

  const item = async (id: string) =>
    (await storedDependent(invoiceRef(customer, id))) as DependentItem<Invoice>;

  return {
    company,
    partner,
    customer,
    authorization: await enkashAuthorization(company, { actsFor: [partner] }),
    invoice,
    item,
    /** An invoice as a version stored it that had no lists. */
    async unlisted(): Promise<string> {
      const id = await invoice();
      const { listed: _, listKey: __, listOrder: ___, ...older } = await item(id);
      await overwrite(older);
      return id;
    },
    /** What lists know of an invoice by its fields. */
    async listing(id: string) {
      const { fields, creation } = await item(id);
      return listAttributes(invoiceRef(customer, id), 'INVOICE', 'LIVE', listingOf(fields, creation.at));
    },
    /** Another request changes an invoice. */
    async change(id: string, changes: Partial<Invoice>) {
      const seen = await item(id);
      await updateDependent(receivables(), seen, { fields: { ...seen.fields, ...changes } }, newStamp());
    },
    /** Another request deletes an invoice. */
    delete: async (id: string) => detachDependent(receivables(), await item(id), newStamp()),
    state: () => tenantState('enkash', company),
    linkCount: async () => (await storedCustomer(customer))?.linkCount,
  };
}

export type Seller = Awaited<ReturnType<typeof newSeller>>;
