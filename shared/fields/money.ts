/**
 * An amount in hundredths (cents, paise), on the decimal number that was meant: 1.005 is 100.5 hundredths although its
 * double is a little less. Not rounded: which way half a cent goes is a dialect's rule.
 */
export const hundredths = (amount: number): number => Number((amount * 100).toPrecision(15));
