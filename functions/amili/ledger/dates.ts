import { dateIn } from '../../../shared/fields/dates.ts';

/** The date in Norway: what "today" is to a Norwegian ledger. */
export const dateInNorway = (now: Date): string => dateIn('Europe/Oslo', now);

/** `2025-02` of `2025-02-27`. */
export const monthOf = (date: string): string => date.slice(0, 7);
