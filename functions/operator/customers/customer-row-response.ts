import * as z from 'zod/mini';
import { vendorNames } from '../../vendors.ts';

export const STATES = ['active', 'inactive', 'deleted'] as const;

/** What lists show of a customer. */
export const fields = () => ({
  vendor: z.enum(vendorNames),
  tenant: z.string(),
  id: z.string(),
  name: z.nullable(z.string()),
  state: z.enum(STATES),
  is_protected: z.boolean(),
  link_count: z.nullable(z.int()),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

export const answered = () => z.strictObject(fields());

export type Answered = z.output<ReturnType<typeof answered>>;
