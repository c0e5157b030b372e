/**
 * An amount in hundredths (cents, paise), not rounded: which way half a cent goes is a dialect's rule. It is the decimal
 * number that was meant: 1.005 gives 100.5, although the double is a little less.
 */
export const hundredths = (amount: number): number => Number((amount * 100).toPrecision(15));
