import type { DependentItem } from '../../shared/receivables/items.ts';
import { dependentRefOf } from '../../shared/receivables/keys.ts';
import type { SeenDependent, Vendor } from '../vendor.ts';
import { type ArItem, isPosted, remaining, type UnpostedArItem } from './ar-items/ar-item.ts';
import { caseless, ownNumber } from './dialect/identifiers.ts';
import type { Document } from './documents/document.ts';

/** Amili ARM, as an operator sees it. Documents, their AR items and what names a sub-customer refer to customers. */
export const amili: Vendor = {
  tenant: /^[1-9]\d{0,14}$/,
  customerIdOf: (text) => (ownNumber().safeParse(text).success ? caseless(text) : undefined),
  idOf: ({ reference }) => reference.customerNo as string,
  nameOf: ({ profile }) => profile?.name as string | undefined,
  deletionOf: ({ pk, reference }) => {
    const customerNo = encodeURIComponent(reference.customerNo as string);
    return { method: 'DELETE', path: `/clients/${dependentRefOf(pk).tenant}/customers/${customerNo}` };
  },
  lists: {
    order: 'id',
    values: {
      id: (_, order) => order,
      name: ({ name }) => name as string,
      // Rows have whole seconds.
      changed: ({ changed }) => (changed as number) * 1000,
    },
  },
  dependentOf: (dependent) => ({
    ...shownOf(dependent),
    clearing: { reason: REASONS[dependent.sk] ?? NO_WAY },
  }),
};

function shownOf(dependent: DependentItem): Omit<SeenDependent, 'clearing'> {
  switch (dependent.sk) {
    case 'DOCUMENT': {
      const { fields } = dependent as unknown as DependentItem<Document>;
      const { documentNo: number, currencyAmounts, currency } = fields;
      return { number, amount: currencyAmounts?.inclVat, currency };
    }
    case 'AR_ITEM': {
      const item = dependent as unknown as DependentItem<ArItem | UnpostedArItem>;
      const number = item.fields.documentNo;
      if (!isPosted(item)) return { number };
      const { originalAmount: amount, currency } = item.fields;
      return { number, amount, currency, state: remaining(item.fields) === 0 ? 'SETTLED' : 'OPEN' };
    }
    default:
      return { number: dependent.fields.documentNo as string | undefined };
  }
}

const NO_WAY = 'Amili ARM has no way to remove it';

const REASONS: Readonly<Record<string, string>> = {
  DOCUMENT: 'Amili ARM has no way to remove documents',
  AR_ITEM: 'Amili ARM has no way to remove AR items: settled ones count too',
  SUB_CUSTOMER: 'Amili ARM has no way to remove the document that names it as its sub-customer',
};
