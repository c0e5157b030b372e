import * as z from 'zod/mini';
import { date, metadata, optional, text } from '../dialect/fields.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { moneyPosted } from '../ledger/money-posted.ts';
import { targetFields } from '../ledger/target.ts';

/** A payment reservation as a client writes it. Target and `paymentId` are documented, all else is our choice. */
export const requested = () =>
  z.object({
    ...optional(targetFields()),
    paymentId: ownNumber(),
    ...optional({
      amount: moneyPosted(),
      currency: text(),
      validUntil: date(),
      text: text(),
      metadata: metadata(),
    }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
