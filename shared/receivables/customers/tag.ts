import type { CustomerItem } from '../items.ts';

/**
 * A text that a customer has as long as its fields and its state stay as they are: what an ETag holds. Links change
 * neither. The version alone would not do, because it begins again where an id is used again.
 *
 * Both parts can be read back from it, so that a write can ask for them in its condition without reading first.
 */
export const tagOf = ({ version, creation }: Pick<CustomerItem, 'version' | 'creation'>): string =>
  Buffer.from(`${version} ${creation.requestId}`).toString('base64url');

/** What a customer was when somebody saw it: which version, and of whom, because an id may be used again. */
export interface SeenVersion {
  readonly version: number;
  /** The request that created it. */
  readonly createdIn: string;
}

/** What a tag says that its holder has seen. One that is none of ours says what no customer ever is. */
export function seenIn(tag: string): SeenVersion {
  const [, version, createdIn] = /^(\d{1,15}) (.+)$/s.exec(Buffer.from(tag, 'base64url').toString()) ?? [];
  return createdIn === undefined ? NOBODY : { version: Number(version), createdIn };
}

/** Versions begin with 1. */
const NOBODY: SeenVersion = { version: 0, createdIn: '' };

/** Whether the customer, or what refers to one, is still the one seen. Where nothing was asked for, it is. */
export const isAsSeen = (
  { version, creation }: Pick<CustomerItem, 'version' | 'creation'>,
  seen: SeenVersion | undefined,
): boolean => !seen || (version === seen.version && creation.requestId === seen.createdIn);
