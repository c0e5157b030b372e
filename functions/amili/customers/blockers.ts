import type { DependentRef } from '../../../shared/receivables/keys.ts';

/** Some of what refers to a customer, by kind and id, for a refusal: our choice. */
export const namesOf = (blockers: readonly DependentRef[] = []): string[] =>
  blockers.map(({ kind, id }) => `${KINDS[kind] ?? kind} ${id}`).sort();

const KINDS: Readonly<Record<string, string>> = {
  DOCUMENT: 'document',
  AR_ITEM: 'AR item',
  // The document refers to the customer as its second one.
  SUB_CUSTOMER: 'sub-customer of document',
};
