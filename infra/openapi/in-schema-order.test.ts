import { expect, it } from 'vitest';
import { inSchemaOrder } from './in-schema-order.ts';
import type { JsonSchema } from './openapi.ts';

const text = { type: 'string' };
const door = { type: 'object', properties: { name: text, width: text } };
const tower = { type: 'object', properties: { name: text, doors: { type: 'array', items: door } } };

const ordered = (schema: JsonSchema, value: unknown) => JSON.stringify(inSchemaOrder(schema, value));

it('orders fields as the schema does, within lists too, and what it does not name behind them', () => {
  const value = { roof: 1, cellar: 2, doors: [{ width: '1', name: 'a' }, null], name: 'Pisa' };
  expect(ordered(tower, value)).toBe(
    '{"name":"Pisa","doors":[{"name":"a","width":"1"},null],"cellar":2,"roof":1}',
  );
});

it('looks into what a schema may be, or is as well', () => {
  const either = { anyOf: [{ type: 'null' }, { allOf: [door, { properties: { height: text } }] }] };
  expect(ordered(either, { height: '2', width: '1', name: 'a' })).toBe(
    '{"name":"a","width":"1","height":"2"}',
  );
  expect(ordered(either, null)).toBe('null');
  expect(ordered({}, [3, 'b'])).toBe('[3,"b"]');
});
