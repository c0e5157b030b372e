import * as z from 'zod/mini';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { readOwner } from '../../../shared/receivables/customers/read-owner.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { lookUp } from '../../../shared/receivables/records/lookups.ts';
import { type ArItem, arItemRef, isPosted, type UnpostedArItem } from '../ar-items/ar-item.ts';
import { accountKey, type Customer } from '../customers/customer.ts';
import { text } from '../dialect/fields.ts';
import { caseless, ownNumber } from '../dialect/identifiers.ts';
import type { Document } from '../documents/document.ts';
import { documentRef } from '../documents/document-ids.ts';
import { type LookupName, lookupOf } from './lookups.ts';

/**
 * What a request names its AR item or customer by: any of these, which must agree. For payment reservations they are
 * documented (https://docs.amili.dev/post-create-a-new-payment-reservation-4205291e0), elsewhere we take the same.
 */
export const targetFields = () => ({
  arItemId: z.int().check(z.gte(1)),
  documentNo: ownNumber(),
  documentUuid: z.uuid(),
  referenceNo: text().check(z.minLength(1)),
  kid: text().check(z.minLength(1)),
  accountNo: z.int().check(z.gte(1)),
  customerNo: ownNumber(),
});

export interface Target {
  readonly arItemId?: number | undefined;
  readonly documentNo?: string | undefined;
  readonly documentUuid?: string | undefined;
  readonly referenceNo?: string | undefined;
  readonly kid?: string | undefined;
  readonly accountNo?: number | undefined;
  readonly customerNo?: string | undefined;
}

export type TargetFound =
  | {
      readonly outcome: 'found';
      readonly customer: CustomerItem<Customer>;
      /** The AR item, where the target names one; none where it names a customer alone. */
      readonly item?: DependentItem<ArItem | UnpostedArItem>;
    }
  | { readonly outcome: 'targetNotFound' }
  /** More than one has the KID or the reference. */
  | { readonly outcome: 'targetAmbiguous' };

/** AR items that one KID or reference may lead to: more are not looked at, and ambiguous all the same. */
const MOST = 200;

/** What a request says of its target, out of all that it says. */
export const targetIn = (request: Target): Target => {
  const { arItemId, documentNo, documentUuid, referenceNo, kid, accountNo, customerNo } = request;
  return { arItemId, documentNo, documentUuid, referenceNo, kid, accountNo, customerNo };
};

/** Whether a target names an AR item, and not a customer alone. */
export const namesItem = ({ accountNo: _, customerNo: __, ...item }: Target): boolean =>
  Object.values(item).some((value) => value !== undefined);

/** The AR item or the customer that a target names, as last acknowledged writes left them. */
export async function findTarget(table: Table, tenant: Tenant, target: Target): Promise<TargetFound> {
  const [customers, items] = await Promise.all([
    customersNamed(table, tenant, target),
    namesItem(target) ? itemsNamed(table, tenant, target) : undefined,
  ]);
  const ids = new Set(customers.map((id) => id ?? ''));
  if (ids.size > 1) return { outcome: 'targetNotFound' };
  const [owner] = ids;
  if (items === 'tooMany') return { outcome: 'targetAmbiguous' };
  const own = items?.filter(({ fields }) => owner === undefined || caseless(fields.customerNo) === owner);
  if (own && own.length > 1) return { outcome: 'targetAmbiguous' };
  if (own && own.length === 0) return { outcome: 'targetNotFound' };
  const [item] = own ?? [];
  const id = item ? caseless(item.fields.customerNo) : owner;
  const customer = id ? await readCustomer<Customer>(table, { ...tenant, id }) : undefined;
  const isMeant = target.accountNo === undefined || customer?.reference.accountNo === target.accountNo;
  if (!customer || !isMeant) return { outcome: 'targetNotFound' };
  return { outcome: 'found', customer, ...(item && { item }) };
}

/** The ids of the customers that the target names; undefined for one that there is not. */
async function customersNamed(
  table: Table,
  tenant: Tenant,
  { accountNo, customerNo }: Target,
): Promise<(string | undefined)[]> {
  const owner = accountNo === undefined ? undefined : await readOwner(table, tenant, accountKey(accountNo));
  return [
    ...(accountNo === undefined ? [] : [owner?.id]),
    ...(customerNo === undefined ? [] : [caseless(customerNo)]),
  ];
}

type Items = DependentItem<ArItem | UnpostedArItem>[];

/** The AR items that have all that the target says of one; `tooMany` where they cannot be told apart. */
async function itemsNamed(table: Table, tenant: Tenant, target: Target): Promise<Items | 'tooMany'> {
  const { kid, referenceNo } = target;
  const exact = await exactIds(table, tenant, target);
  // What leads to one item alone needs nothing else to find it: the item itself tells whether the rest is so.
  const named = exact.length > 0 ? exact : await sharedIds(table, tenant, target);
  if (named.length === 0) return 'tooMany';
  const ids = named.reduce((common, next) => common.filter((id) => next.includes(id)));
  const refs = ids.map((id) => arItemRef(tenant, Number(id)));
  const found = [...(await readDependents<ArItem | UnpostedArItem>(table, refs)).values()];
  const has = (own: string | undefined, asked: string | undefined) =>
    asked === undefined || (own !== undefined && caseless(own) === caseless(asked));
  return found.filter((item) => {
    if (item.deletion) return false;
    if (!isPosted(item)) return kid === undefined && referenceNo === undefined;
    return has(item.fields.kid, kid) && has(item.fields.referenceNo, referenceNo);
  });
}

/** The ids that the target says itself, or names by what one AR item has alone. */
const exactIds = (
  table: Table,
  tenant: Tenant,
  { arItemId, documentNo, documentUuid }: Target,
): Promise<string[][]> =>
  Promise.all([
    ...(arItemId === undefined ? [] : [[String(arItemId)]]),
    ...(documentNo === undefined ? [] : [itemOfDocument(table, tenant, documentNo)]),
    ...(documentUuid === undefined
      ? []
      : [lookUp(table, lookupOf(tenant, 'DOCUMENT_UUID', documentUuid), 1)]),
  ]);

/** The ids that its KID and its reference lead to. One that leads to too many to be looked at is left out. */
async function sharedIds(table: Table, tenant: Tenant, { kid, referenceNo }: Target): Promise<string[][]> {
  const values = Object.entries({ KID: kid, REFERENCE: referenceNo }) as [LookupName, string | undefined][];
  const found = await Promise.all(
    values.flatMap(([name, value]) =>
      value === undefined ? [] : [lookUp(table, lookupOf(tenant, name, value), MOST + 1)],
    ),
  );
  return found.filter(({ length }) => length <= MOST);
}

async function itemOfDocument(table: Table, tenant: Tenant, documentNo: string): Promise<string[]> {
  const document = await readDependent<Document>(table, documentRef(tenant, documentNo));
  return document ? [String(document.fields.arItemId)] : [];
}
