/** `yyyy-MM-dd HH:mm:ss` in UTC; the vendor's format (https://docs.enkash.com/api-18880673), the time zone is our choice. */
export const dateTime = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');
