/** `2025-01-15`. By law an invoice has the date of the place where it is issued. */
export const dateInSpain = (now: Date): string =>
  now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Madrid' });

/** The date so many days after another. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
