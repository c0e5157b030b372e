import * as z from 'zod/mini';
import { ACTION_TYPES } from './action-request.ts';

/** What became of an action. The vendor shows none: its members are our choice. */
export const answered = () =>
  z.strictObject({
    status: z.literal('PROCESSED'),
    result: z.literal('DONE'),
    message: z.string(),
    clientNo: z.int(),
    actionUuid: z.uuid(),
    actionType: z.enum(ACTION_TYPES),
    glYear: z.int(),
    glPeriod: z.int(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
