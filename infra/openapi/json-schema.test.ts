import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { jsonSchema } from './json-schema.ts';

describe('the JSON Schema of a zod schema', () => {
  it('says of an integer what zod was told, not what a double holds', () => {
    expect(jsonSchema(z.int(), 'output')).toEqual({ type: 'integer' });
    expect(jsonSchema(z.int().check(z.gte(1)), 'output')).toEqual({ type: 'integer', minimum: 1 });
  });

  it('writes what may be null as one schema of two types', () => {
    const text = z.nullable(z.string().check(z.maxLength(9)));
    expect(jsonSchema(text, 'output')).toEqual({ type: ['string', 'null'], maxLength: 9 });
    const amount = z.object({ amount: z.nullish(z.number().check(z.gt(0))) });
    expect(jsonSchema(amount, 'input')).toEqual({
      type: 'object',
      properties: { amount: { type: ['number', 'null'], exclusiveMinimum: 0 } },
    });
  });

  it('leaves apart what null would not be part of, or is no scalar', () => {
    const either = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
    const choice = z.nullable(z.enum(['a', 'b']));
    expect(jsonSchema(choice, 'output')).toEqual(either({ type: 'string', enum: ['a', 'b'] }));
    const list = z.nullable(z.array(z.string()));
    expect(jsonSchema(list, 'output')).toEqual(either({ type: 'array', items: { type: 'string' } }));
    const more = z.union([z.string().check(z.maxLength(9)), z.null(), z.boolean()]);
    expect(jsonSchema(more, 'output')).toEqual({
      anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }, { type: 'boolean' }],
    });
  });

  it('describes requests before they are parsed and answers after', () => {
    const schema = z.object({ limit: z._default(z.int(), 20) });
    const properties = { limit: { type: 'integer', default: 20 } };
    expect(jsonSchema(schema, 'input')).toEqual({ type: 'object', properties });
    expect(jsonSchema(schema, 'output')).toEqual({
      type: 'object',
      properties,
      required: ['limit'],
      additionalProperties: false,
    });
  });
});
