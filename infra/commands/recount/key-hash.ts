/** Hashes are below. */
export const HASHES = 2 ** 32;

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Groups of tenants, so that what is kept of each needs the same room whatever their number. */
export const GROUPS = 2 ** 16;

/** The group of a key's tenant, `<vendor>#<tenant>`: of a customer's as of its dependents'. */
export const groupOf = (key: string): number =>
  hashOf(key.slice(0, key.indexOf('#', key.indexOf('#') + 1))) % GROUPS;
