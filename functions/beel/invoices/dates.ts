import { dateIn } from '../../../shared/fields/dates.ts';

/** `2025-01-15`. By law an invoice has the date of the place where it is issued. */
export const dateInSpain = (now: Date): string => dateIn('Europe/Madrid', now);
