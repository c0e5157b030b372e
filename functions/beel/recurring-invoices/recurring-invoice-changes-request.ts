import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { unclearable } from '../customers/customer-changes-request.ts';
import { lines } from './line-request.ts';
import { clearable, dayOfMonth, frequency, name, settings } from './recurring-invoice-request.ts';

/** What a client wants to be otherwise with a recurring invoice. What is left out stays; null clears, where it may. */
export const requested = () =>
  z.object({
    name: unclearable(name()),
    frequency: frequency(),
    day_of_month: unclearable(dayOfMonth()),
    start_date: unclearable(z.iso.date()),
    series_id: unclearable(uuid()),
    lines: z.nullish(lines()),
    ...clearable(),
    ...settings(),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
