import * as z from 'zod/mini';
import { reminder } from '../customers/customer-request.ts';

/** What a client wants to be otherwise with a reminder. What is left out stays; null clears. */
export const requested = () => {
  const { customerReminderId, ...fields } = reminder().shape;
  return z.object({
    customerReminderId,
    dueDateDifference: z.nullable(fields.dueDateDifference),
    reminderInterval: z.nullable(fields.reminderInterval),
    reminderTime: z.nullable(fields.reminderTime),
    reminderType: z.nullable(fields.reminderType),
    stage: z.nullable(fields.stage),
  });
};

export type Requested = z.output<ReturnType<typeof requested>>;
