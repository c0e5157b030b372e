import { randomInt } from 'node:crypto';

/** Kinds of company whose tax id may end with a digit, limited companies first. */
const KINDS = 'BACDEFGHJUV';

const OF_A_KIND = 10_000_000;

/** How many there are. */
export const SAMPLE_NIFS = KINDS.length * OF_A_KIND;

/**
 * A company's tax id as samples and tests need it, its control digit right.
 * @param number below SAMPLE_NIFS, each another tax id; when not given, that of any limited company
 */
export function sampleNif(number = randomInt(OF_A_KIND)): string {
  const kind = KINDS.charAt(Math.floor(number / OF_A_KIND));
  const digits = String(number % OF_A_KIND).padStart(7, '0');
  // The digits in odd places are doubled, and the two digits of what that makes are added up.
  const sum = [...digits].reduce((total, digit, index) => {
    const value = index % 2 === 0 ? 2 * Number(digit) : Number(digit);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return `${kind}${digits}${(10 - (sum % 10)) % 10}`;
}
