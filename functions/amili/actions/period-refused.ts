import type { Failure } from '../../../shared/http/failure.ts';
import { refused } from '../dialect/errors.ts';
import type { Month, PeriodChange } from '../ledger/closed-periods.ts';

/** Why a month is neither closed nor opened, in words. */
export function periodRefused(change: PeriodChange, month: Month): Failure {
  if (change.outcome === 'notOver')
    return refused(422, 'PERIOD_NOT_OVER', `The GL period ${shown(month)} is not over`);
  const last = change.outcome === 'outOfOrder' ? change.last : undefined;
  const state = last ? `the last closed GL period is ${shown(last)}` : 'no GL period is closed';
  return refused(422, 'PERIOD_OUT_OF_ORDER', `It is not the turn of ${shown(month)}: ${state}`);
}

const shown = ({ glYear, glPeriod }: Month): string => `${glYear}-${String(glPeriod).padStart(2, '0')}`;
