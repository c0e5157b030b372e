import type { NewDependent } from '../../../shared/receivables/dependents/attach.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Requested } from './document-request.ts';

/**
 * A document as it is stored, with the AR item that it makes. Both refer to its customer, and a third dependent refers
 * to its sub-customer, if it has one. Whether that one blocks the deletion too is unknown: that it does is the safe
 * choice.
 */
export function stored(tenant: Tenant, requested: Requested, arItemId: number): NewDependent[] {
  const { documentNo, customerNo, subCustomerNo } = requested;
  const id = caseless(documentNo);
  const customer = { ...tenant, id: caseless(customerNo) };
  const arItem = { arItemId, documentNo, customerNo };
  return [
    { ref: { ...tenant, kind: 'DOCUMENT', id }, fields: { ...requested, arItemId }, customer },
    { ref: { ...tenant, kind: 'AR_ITEM', id: String(arItemId) }, fields: arItem, customer },
    ...(subCustomerNo
      ? [
          {
            ref: { ...tenant, kind: 'SUB_CUSTOMER', id },
            fields: { documentNo, subCustomerNo },
            customer: { ...tenant, id: caseless(subCustomerNo) },
          },
        ]
      : []),
  ];
}
