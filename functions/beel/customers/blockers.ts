import type { DependentRef } from '../../../shared/receivables/keys.ts';

/** Some of what refers to a customer, for the details of a refusal: our choice, where the vendor has none. */
export const detailsOf = (blockers: readonly DependentRef[] | undefined) =>
  blockers && { blockers: blockers.map(({ kind, id }) => ({ type: TYPES[kind] ?? 'invoice', id })) };

const TYPES: Readonly<Record<string, string>> = { RECURRING_INVOICE: 'recurring_invoice' };
