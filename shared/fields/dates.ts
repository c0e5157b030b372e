/** `2025-01-15T10:30:00Z`, without milliseconds, of an ISO 8601 time in UTC. */
export const instant = (at: string): string => `${at.slice(0, 19)}Z`;
