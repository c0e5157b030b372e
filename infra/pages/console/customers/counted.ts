/** `1,005 customers`, `1 tenant` */
export const count = (number: number, one: string): string =>
  `${shownNumber(number)} ${one}${number === 1 ? '' : 's'}`;

export const shownNumber = (number: number): string => number.toLocaleString('en-GB');
