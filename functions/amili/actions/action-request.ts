import * as z from 'zod/mini';
import { metadata, optional } from '../dialect/fields.ts';
import { caseless } from '../dialect/identifiers.ts';

/** What a client can have done. The vendor shows no action: these are our choice. */
export const ACTION_TYPES = ['CLOSE-GL-PERIOD', 'REOPEN-GL-PERIOD'] as const;

const actionType = () =>
  z.pipe(
    z.transform((type: unknown) => (typeof type === 'string' ? caseless(type) : type)),
    z.enum(ACTION_TYPES),
  );

/** An action. The vendor says that there are some, and no more: the body is our choice. */
export const requested = () =>
  z.object({
    actionType: actionType(),
    parameters: z.object({
      glYear: z.int().check(z.gte(1900), z.lte(9999)),
      glPeriod: z.int().check(z.gte(1), z.lte(12)),
    }),
    ...optional({ metadata: metadata() }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
