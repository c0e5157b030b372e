import * as z from 'zod/mini';
import { decimal } from '../../../shared/fields/money.ts';
import { amount } from '../dialect/fields.ts';

/** The most that an event may be about: a double holds it with its hundredths. */
export const MOST_MONEY = 1e12;

/** An amount that is posted or reserved: rounded to hundredths, and more than nothing then. */
export const moneyPosted = () =>
  z.pipe(
    amount().check(
      z.refine((sent) => {
        const rounded = decimal(sent).inHundredths();
        return rounded > 0 && rounded <= MOST_MONEY;
      }, `must be between 0.01 and ${MOST_MONEY}`),
    ),
    z.transform((sent: number) => decimal(sent).inHundredths()),
  );
