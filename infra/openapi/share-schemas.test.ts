import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { jsonSchema } from './json-schema.ts';
import { shareSchemas } from './share-schemas.ts';

const floor = () => z.object({ height: z._default(z.number(), 3) });
const tower = () => z.object({ floors: z.array(floor()) });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

it('puts references in the place of named schemas, wherever they are, and in named schemas too', () => {
  const requests = { NewTower: tower(), NewFloor: floor() };
  const answers = { Tower: tower(), Floor: floor() };
  const parts = [
    { body: jsonSchema(tower(), 'input') },
    { answer: jsonSchema(z.object({ one: tower(), top: floor() }), 'output') },
  ];

  const { parts: shared, schemas } = shareSchemas(parts, { requests, answers });

  expect(shared).toEqual([
    { body: reference('NewTower') },
    {
      answer: {
        type: 'object',
        properties: { one: reference('Tower'), top: reference('Floor') },
        required: ['one', 'top'],
        additionalProperties: false,
      },
    },
  ]);
  const height = { type: 'number', default: 3 };
  expect(schemas).toEqual({
    Floor: {
      type: 'object',
      properties: { height },
      required: ['height'],
      additionalProperties: false,
    },
    NewFloor: { type: 'object', properties: { height } },
    NewTower: {
      type: 'object',
      properties: { floors: { type: 'array', items: reference('NewFloor') } },
      required: ['floors'],
    },
    Tower: {
      type: 'object',
      properties: { floors: { type: 'array', items: reference('Floor') } },
      required: ['floors'],
      additionalProperties: false,
    },
  });
  expect(Object.keys(schemas)).toEqual(['Floor', 'NewFloor', 'NewTower', 'Tower']);
});

it('refuses a name of nothing, and two names of the same', () => {
  const share = (requests: Record<string, ReturnType<typeof floor>>) =>
    shareSchemas({ body: jsonSchema(floor(), 'input') }, { requests, answers: {} });
  expect(() => share({ Floor: z.object({ height: z._default(z.number(), 4) }) })).toThrow(
    'the schema Floor is nowhere in the document',
  );
  expect(() => share({ Floor: floor(), Storey: floor() })).toThrow('Storey is the same schema as Floor');
});
