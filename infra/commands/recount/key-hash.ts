/** Every hash is a whole number from 0 up to this, and below it. */
export const HASHES = 2 ** 32;

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Tenants are put into so many groups: what is kept of each group then takes the same room for any number of tenants.
 */
export const GROUPS = 2 ** 16;

/** The group of a key's tenant, `<vendor>#<tenant>`: the same for a customer and its dependents. */
export const groupOf = (key: string): number =>
  hashOf(key.slice(0, key.indexOf('#', key.indexOf('#') + 1))) % GROUPS;
