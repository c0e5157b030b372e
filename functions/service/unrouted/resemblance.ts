import type { Dialect } from '../../../shared/http/dialect.ts';
import { amili } from '../../amili/dialect/dialect.ts';
import { beel } from '../../beel/dialect/dialect.ts';
import { beelFlat } from '../../beel-flat/dialect/dialect.ts';
import { enkash } from '../../enkash/dialect/dialect.ts';
import { operator } from '../../operator/dialect/dialect.ts';
import { service } from '../dialect/dialect.ts';

/** Beginnings of paths, and whose they are. */
const RESEMBLANCES = [
  [/^\/(api\/v0|oauth)(\/|$)/, enkash],
  [/^\/(clients|token)(\/|$)/, amili],
  [/^\/api\/v1\/(companies|accounts|me|templates)\//, beel],
  [/^\/api\/v1(\/|$)/, beelFlat],
  [/^\/(operator|openapi)(\/|$)/, operator],
] as const;

/** The dialect of the vendor whose paths begin like this one; the service's own where no vendor's do. */
export function dialectOf(path: string): Pick<Dialect<unknown, unknown, unknown>, 'failure'> {
  const [, dialect = service] = RESEMBLANCES.find(([beginning]) => beginning.test(path)) ?? [];
  return dialect;
}
