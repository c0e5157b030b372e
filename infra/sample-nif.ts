import { randomInt } from 'node:crypto';

/**
 * A tax id of a limited company (sociedad limitada) as samples and tests need it, its control digit right.
 * @param number seven digits; random when not given
 */
export function sampleNif(number = randomInt(10_000_000)): string {
  const digits = String(number).padStart(7, '0');
  // The digits in odd places are doubled, and the two digits of what that makes are added up.
  const sum = [...digits].reduce((total, digit, index) => {
    const value = index % 2 === 0 ? 2 * Number(digit) : Number(digit);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return `B${digits}${(10 - (sum % 10)) % 10}`;
}
