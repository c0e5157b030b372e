import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { numbersOf } from '../dialect/identifiers.ts';
import { type Bundled, documentBundleId, documentRef, documentUuid } from './document-ids.ts';
import type { Answered } from './document-outcome-response.ts';

/** What the creation of a document is answered with. */
export function shown(
  tenant: Tenant,
  { documentNo, ...bundled }: Bundled & { readonly documentNo: string },
  { arItemId, voucherNo }: Pick<ArItem, 'arItemId' | 'voucherNo'>,
  customer: Pick<CustomerItem, 'reference'>,
): Answered {
  const ref = documentRef(tenant, documentNo);
  return {
    status: 'PROCESSED',
    result: 'CREATED',
    message: 'Document created',
    ...numbersOf(Number(tenant.tenant), customer),
    documentNo,
    documentUuid: documentUuid(ref),
    documentBundleId: documentBundleId(ref, bundled),
    arItemId,
    ...(voucherNo !== undefined && { voucherNo }),
  };
}
