import { instant } from '../../../shared/fields/dates.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { numbersOf } from '../dialect/identifiers.ts';
import { documentRef, documentUuid } from '../documents/document-ids.ts';
import type { Answered } from './ar-item-response.ts';

/** An AR item's fields as they are stored. */
export interface ArItem {
  readonly arItemId: number;
  readonly documentNo: string;
  readonly customerNo: string;
}

export const arItemRef = ({ vendor, tenant }: Tenant, arItemId: number): DependentRef => ({
  ...{ vendor, tenant, kind: 'AR_ITEM' },
  id: String(arItemId),
});

export function shown(
  clientNo: number,
  item: DependentItem<ArItem>,
  customer: CustomerItem<object>,
): Answered {
  const { arItemId, documentNo } = item.fields;
  return {
    arItemId,
    ...numbersOf(clientNo, customer),
    documentNo,
    documentUuid: documentUuid(documentRef(dependentRefOf(item.pk), documentNo)),
    createdDateTime: instant(item.creation.at),
  };
}
