import * as z from 'zod/mini';
import { parameter } from '../../../shared/fields/parameters.ts';

/** What `{autopostingmethod}` may be. The vendor names none: our choice is the least that empties a ledger. */
export const METHODS = ['payment', 'refund', 'writeoff', 'interest'] as const;

export type Method = (typeof METHODS)[number];

export const method = () => parameter(z.enum(METHODS), (word) => word.toLowerCase());

/** What each makes of the ledger: the type of its AR item, and whether that is owed by the customer or to it. */
export const TYPES = {
  payment: { arItemType: 'PM', sign: -1 },
  refund: { arItemType: 'RF', sign: 1 },
  writeoff: { arItemType: 'WO', sign: -1 },
  interest: { arItemType: 'IT', sign: 1 },
} as const satisfies Record<Method, { readonly arItemType: string; readonly sign: 1 | -1 }>;

/** What each is called in messages. */
export const NAMES: Readonly<Record<Method, string>> = {
  payment: 'Payment',
  refund: 'Refund',
  writeoff: 'Write-off',
  interest: 'Interest',
};
