import * as z from 'zod/mini';
import { reminder } from '../customers/customer-request.ts';

/** Our choice: an empty id could be named in no path, and a reminder without anything but an id says nothing. */
export const requested = () =>
  z
    .extend(reminder(), { customerReminderId: z.optional(z.string().check(z.minLength(1))) })
    .check(z.refine(saysSomething, SAYS_NOTHING));

const saysSomething = ({ customerReminderId: _, ...fields }: object & { customerReminderId?: unknown }) =>
  Object.keys(fields).length > 0;

const SAYS_NOTHING = `Invalid input: expected at least one field besides customerReminderId`;

/** A reminder as a client writes it. */
export type Requested = z.output<ReturnType<typeof requested>>;
