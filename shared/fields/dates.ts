/** `2025-01-15T10:30:00Z`, without milliseconds, of an ISO 8601 time in UTC. */
export const instant = (at: string): string => `${at.slice(0, 19)}Z`;

/** `2025-01-15`: the date in a time zone, at a time. */
export const dateIn = (timeZone: string, now: Date): string => now.toLocaleDateString('sv-SE', { timeZone });

/** The date so many days after another. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
