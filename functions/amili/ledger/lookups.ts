import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Lookup, LookupChange } from '../../../shared/receivables/records/lookups.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { caseless } from '../dialect/identifiers.ts';

/** By what AR items are found, beside their ids and the numbers of their documents. */
export type LookupName = 'KID' | 'REFERENCE' | 'DOCUMENT_UUID';

/** Values are compared without regard to case, but for UUIDs: https://docs.amili.dev/about-355476m0 */
export const lookupOf = ({ vendor, tenant }: Tenant, name: LookupName, value: string): Lookup => ({
  ...{ vendor, tenant, name },
  value: name === 'DOCUMENT_UUID' ? value : caseless(value),
});

/** What leads to a new AR item. */
export const lookupsOf = (
  tenant: Tenant,
  { arItemId, kid, referenceNo }: Pick<ArItem, 'arItemId' | 'kid' | 'referenceNo'>,
  documentUuid: string | undefined,
): LookupChange[] =>
  Object.entries({ KID: kid, REFERENCE: referenceNo, DOCUMENT_UUID: documentUuid }).flatMap(
    ([name, value]) =>
      value
        ? [{ lookup: lookupOf(tenant, name as LookupName, value), id: String(arItemId), leads: true }]
        : [],
  );
