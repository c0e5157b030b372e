import type { CustomerItem } from '../items.ts';

/**
 * A text that a customer has as long as its fields and its state stay as they are: what an ETag holds. Links change
 * neither. The version alone would not do, because it begins again where an id is used again.
 *
 * Both parts can be read back from it, so that a write can ask for them in its condition without reading first.
 */
export const tagOf = ({ version, creation }: Pick<CustomerItem, 'version' | 'creation'>): string =>
  Buffer.from(`${version} ${creation.requestId}`).toString('base64url');
