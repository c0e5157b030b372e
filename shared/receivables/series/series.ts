import type { Tenant } from '../keys.ts';
import type { Stamp } from '../stamp.ts';

/**
 * A tenant's series, all in one item: they are few, and one condition then covers them all. It counts `revision`, not
 * `version`: nothing in it refers to a customer.
 */
export interface SeriesItem<Series extends object = Record<string, unknown>> {
  readonly pk: string;
  readonly sk: 'SERIES';
  /** Vendor-shaped. */
  readonly series: readonly Series[];
  readonly creation: Stamp;
  readonly update: Stamp;
  /** Grows with every change. */
  readonly revision: number;
}

export const seriesItemKey = ({ vendor, tenant }: Tenant) =>
  ({ pk: `${vendor}#${tenant}#SERIES`, sk: 'SERIES' }) as const;
