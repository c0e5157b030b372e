import { v5 } from 'uuid';
import type { BeelCaller } from '../dialect/caller.ts';
import { refused } from '../dialect/errors.ts';

/** Namespace of the version 5 UUIDs that are made of companies' ids. */
const NAMESPACE = 'b1f0c6de-63f4-4f0e-9a35-2f1d6c1f7a20';

/** The account that a company belongs to. Our choice: each company has an account of its own. */
export const accountOf = (company: string): string => v5(company, NAMESPACE);

/** @throws Failure for an account that the key does not reach, whether it exists or not */
export function requireAccount({ company }: BeelCaller, requested: string): void {
  if (requested === accountOf(company)) return;
  const message = 'You do not have permission to access this account';
  throw refused(403, 'ACCOUNT_NOT_ACCESSIBLE', message);
}
