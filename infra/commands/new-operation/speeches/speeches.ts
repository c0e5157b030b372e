import type { DialectName } from '../../../../functions/operations.ts';
import type { Speech } from '../speech.ts';
import { amili } from './amili.ts';
import { beel } from './beel.ts';
import { beelFlat } from './beel-flat.ts';
import { enkash } from './enkash.ts';
import { operator } from './operator.ts';
import { service } from './service.ts';

/** How each dialect's operations are written, by its folder in functions/. */
export const speeches: Readonly<Record<DialectName, Speech>> = {
  enkash,
  amili,
  beel,
  'beel-flat': beelFlat,
  operator,
  service,
};
