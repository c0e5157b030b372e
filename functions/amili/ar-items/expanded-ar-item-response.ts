import * as z from 'zod/mini';
import { answered as customer } from '../customers/customer-response.ts';
import { answered as document } from '../documents/document-response.ts';
import { answered as arItem } from './ar-item-response.ts';

const settlement = () =>
  z.strictObject({
    date: z.iso.date(),
    amount: z.number(),
    arItemId: z.int(),
    voucherNo: z.optional(z.int()),
  });

const reservation = () =>
  z.strictObject({
    paymentId: z.string(),
    amount: z.number(),
    validUntil: z.iso.date(),
    text: z.optional(z.string()),
  });

/** An AR item with what `expand` asks for beside it: our choice, the vendor tells none. */
export const answered = () =>
  z.strictObject({
    ...arItem().shape,
    document: z.optional(document()),
    customer: z.optional(customer()),
    settlements: z.optional(z.array(settlement())),
    reservations: z.optional(z.array(reservation())),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
