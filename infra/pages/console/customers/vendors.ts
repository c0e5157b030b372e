import type { ListedBy } from '../../../../functions/vendor.ts';

/** What lists of a vendor's customers can be filtered and ordered by: the others are refused with 400. */
const KNOWN: Readonly<Record<string, readonly ListedBy[]>> = {
  enkash: ['created', 'name'],
  amili: ['changed', 'id', 'name'],
  beel: ['created', 'name'],
};

/** A vendor that this page has not heard of is asked: it says itself what it does not know. */
export const isKnownTo = (vendor: string, value: ListedBy): boolean => KNOWN[vendor]?.includes(value) ?? true;
