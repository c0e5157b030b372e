import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { sampleOf } from '../../infra/commands/new-operation/sample.ts';
import type { Schema } from '../../shared/http/operation.ts';

/** Shapes with rules between their fields, or with a file: what fits them a person must say. */
const BY_HAND = new Map([
  ['functions/amili/ar-items/ar-item-request.ts', /must name the AR item/],
  ['functions/beel/customers/customer-form-request.ts', /no text is known for .*"binary"/],
  ['functions/beel/invoices/invoice-request.ts', /description: is required/],
  ['functions/beel/invoices/line-request.ts', /description: is required/],
  ['functions/beel/recurring-invoices/line-request.ts', /vat_rate: may be 0/],
  ['functions/beel/recurring-invoices/recurring-invoice-request.ts', /vat_rate: may be 0/],
  ['functions/enkash/reminders/reminder-request.ts', /expected at least one field/],
]);

describe('a sample', () => {
  // Those of a dialect/ are made for a resource each.
  const shapes = globSync('functions/*/*/*-{request,response}.ts').filter(
    (file) => !file.includes('/dialect/'),
  );

  it.each(shapes)('can be made of %s', async (file) => {
    const module = await import(resolve(file));
    const schema = (module.requested ?? module.answered) as () => Schema;
    if (schema.length > 0) return;
    const io = module.requested ? 'input' : 'output';
    const byHand = BY_HAND.get(file);
    if (byHand) return void expect(() => sampleOf(schema(), io)).toThrow(byHand);
    const sample = sampleOf(schema(), io);
    expect(schema().safeParse(sample).success).toBe(true);
  });

  it('is the least that fits', () => {
    const schema = z.object({
      kind: z.enum(['ONE', 'TWO']),
      on: z.iso.date(),
      count: z.int().check(z.gt(2)),
      lines: z.array(z.object({ isOpen: z.boolean() })).check(z.minLength(1)),
      note: z.optional(z.string()),
      none: z.null(),
      either: z.union([z.literal('a'), z.int()]),
    });
    expect(sampleOf(schema, 'input')).toEqual({
      kind: 'ONE',
      on: '2025-01-15',
      count: 3,
      lines: [{ isOpen: false }],
      none: null,
      either: 'a',
    });
  });

  it('is not made where none is known', () => {
    const secret = z.string().check(z.regex(/^sesame$/));
    expect(() => sampleOf(secret, 'input')).toThrow(
      'no text is known for {"type":"string","pattern":"^sesame$"}',
    );
    const odd = z.int().check(z.refine((value) => value === 17, 'must be 17'));
    expect(() => sampleOf(z.object({ odd }), 'input')).toThrow('odd: must be 17');
  });
});
