import { type ArItem, arItemRef } from '../../../functions/amili/ar-items/ar-item.ts';
import { listingOf } from '../../../functions/amili/ar-items/ar-item-listing.ts';
import { caseless } from '../../../functions/amili/dialect/identifiers.ts';
import { DEFAULTS } from '../../../functions/amili/ledger/books.ts';
import { drawIds, post } from '../../../functions/amili/ledger/posting.ts';
import { settle } from '../../../functions/amili/ledger/settlement.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { newStamp } from '../../support/store.ts';
import { newClient } from '../client.ts';

/** A client of the test's own with a customer, `C1`, and how its documents are made. */
export async function newBooks() {
  const client = await newClient();
  const { body } = await client.createCustomer({ customerNo: 'C1', name: 'Ada', dueDays: 10 });
  const { accountNo } = body as { accountNo: number };
  let documents = 0;
  return {
    ...client,
    accountNo,
    /** An invoice of the customer over 1000, of which 200 are VAT, of 1 February 2025. */
    async newDocument(fields: Record<string, unknown> = {}) {
      const documentNo = `D${++documents}`;
      const currencyAmounts = { exclVat: 800, vat: 200, inclVat: 1000 };
      const json = { documentType: 'IN', documentNo, customerNo: 'C1', documentDate: '2025-02-01' };
      const answer = await client.createDocument({ ...json, currencyAmounts, ...fields });
      const { arItemId, documentUuid, voucherNo } = answer.body as {
        arItemId: number;
        documentUuid: string;
        voucherNo: number;
      };
      return { documentNo, arItemId, documentUuid, voucherNo };
    },
    storedItem: async (arItemId: number) =>
      readDependent<ArItem>(receivables(), arItemRef(client.tenant, arItemId)),
  };
}

/** Pays an AR item, as another request would: what is more than is left of it stays as credit. */
export async function pay(tenant: Tenant, arItemId: number, amount: number, date = '2025-02-10') {
  const seen = await readDependent<ArItem>(receivables(), arItemRef(tenant, arItemId));
  if (!seen) throw new Error(`there is no AR item ${arItemId}`);
  const { customerNo, currency } = seen.fields;
  const event = {
    ...{ event: 'payment' as const, arItemType: 'PM', amount: 0 - amount, vat: 0, customerNo, currency },
    ...{ postingDate: date, dueDate: date },
  };
  const posting = post(tenant, event, DEFAULTS, drawIds());
  const { item, target } = settle(posting.item, seen.fields, date);
  const dependent = {
    ref: arItemRef(tenant, item.arItemId),
    fields: item,
    customer: { ...tenant, id: caseless(customerNo) },
    listing: () => listingOf(item),
  };
  const changes = [{ seen, fields: target, listing: listingOf(target) }];
  const attachment = { dependents: [dependent], changes, records: posting.lines };
  const { outcome } = await attachTogether(receivables(), attachment, newStamp());
  return { outcome, arItemId: item.arItemId, voucherNo: item.voucherNo as number };
}
