import { folded } from '../../../shared/receivables/lists/folded.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import { rowsOf } from '../dialect/paging.ts';
import type { Filters } from './recurring-invoice-filters.ts';
import { type Course, nextGeneration, statusOn } from './status.ts';

interface Listable extends Course {
  readonly name: string;
  readonly customer_id?: string | undefined;
  readonly pause?: { readonly reason: string } | undefined;
}

/** What lists know of a recurring invoice: its state follows from that and the day. Tables outlive code: the names stay. */
type Values = Course & {
  readonly name: string;
  readonly customer_id?: string;
  readonly pause_reason?: string;
};

/** The default order is the time of creation. */
export function listingOf(invoice: Listable, createdAt: string): Listing {
  const { name, customer_id, pause, status, frequency, day_of_month, start_date, end_date } = invoice;
  const { paused_on, resumed_from } = invoice;
  const values = {
    ...{ name: folded(name), status, frequency, day_of_month, start_date },
    ...(customer_id !== undefined && { customer_id }),
    ...(pause && { pause_reason: pause.reason }),
    ...(end_date !== undefined && { end_date }),
    ...(paused_on !== undefined && { paused_on }),
    ...(resumed_from !== undefined && { resumed_from }),
  } satisfies Values;
  return { values, order: createdAt };
}

/** The list that a client asks for, and the parameters for which every recurring invoice must be looked at. */
export function listOf(query: Filters, today: string) {
  const { status, customer_id, pause_reason, sort_by, sort_order } = query;
  const filter = (listed: object) => {
    const values = listed as Values;
    return (
      (status === undefined || statusOn(values, today) === status) &&
      (customer_id === undefined || values.customer_id === customer_id) &&
      (pause_reason === undefined ||
        (values.pause_reason === pause_reason && statusOn(values, today) === 'PAUSED'))
    );
  };
  const given = Object.entries({ status, customer_id, pause_reason }).filter(([, value]) => value);
  const filters = given.map(([name]) => name);
  const order = sort_by === 'created_at' ? undefined : orderBy(sort_by, today);
  return {
    request: {
      kind: 'RECURRING_INVOICE',
      states: ['LIVE'],
      filter: filters.length > 0 ? filter : undefined,
      order,
      descending: sort_order === 'desc',
      ...rowsOf(query),
    } as const,
    narrowed: [...filters, ...(order ? ['sort_by'] : [])],
  };
}

/** Our choice: what has no next date comes before what has. */
const orderBy = (name: Exclude<Filters['sort_by'], 'created_at'>, today: string) => (listed: object) => {
  const values = listed as Values;
  switch (name) {
    case 'name':
      return values.name;
    case 'status':
      return statusOn(values, today);
    case 'next_generation':
      return nextGeneration(values, today) ?? '';
  }
};
