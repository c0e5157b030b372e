/** Characters of the order that are kept: with the id, at most the 1,024 bytes of a sort key. */
export const MOST_ORDER = 300;

/**
 * As much of a text as rows keep of it, or as is said. Never half a surrogate pair, which has no UTF-8. What follows it in
 * an order, a tab, comes before all that folded texts have.
 */
export const beginning = (text: string, most = MOST_ORDER): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** A text as lists compare it: without case, accents and spaces that do not show. `garcia` finds `García`. */
export const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
