import * as z from 'zod/mini';
import { date, metadata, optional, text, texts } from '../dialect/fields.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { moneyPosted } from '../ledger/money-posted.ts';
import { targetFields } from '../ledger/target.ts';

/** Postings of one call: all of them are one transaction, which has room for 100 writes. */
const MOST = 16;

const posting = () =>
  z.object(
    optional({
      ...targetFields(),
      amount: moneyPosted(),
      postingDate: date(),
      currency: text(),
      paymentId: ownNumber(),
      dueDate: date(),
      text: text(),
      options: z.union([text(), texts()]),
    }),
  );

/**
 * Auto postings as a client writes them: a set of one or more, as the vendor says, and all else is our choice. What each
 * method needs of these is in its rules.
 */
export const requested = () =>
  z.object({
    autoPostings: z.array(posting()).check(z.minLength(1), z.maxLength(MOST)),
    ...optional({ metadata: metadata() }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;

export type AutoPosting = Requested['autoPostings'][number];
