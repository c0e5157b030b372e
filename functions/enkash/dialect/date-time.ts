/** `yyyy-MM-dd HH:mm:ss` in UTC; the vendor's format (https://docs.enkash.com/api-18880673), the time zone is our choice. */
export const dateTime = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');

/** `2019-08-24T14:15:22Z`, as payloads have it (https://docs.enkash.com/api-18880681), of an ISO 8601 time in UTC. */
export const instant = (at: string): string => `${at.slice(0, 19)}Z`;
