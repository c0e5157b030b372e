import { expect, it } from 'vitest';
import { describeFields } from './describe-fields.ts';

const text = { type: 'string' };
const object = (properties: object) => ({ type: 'object', properties });

it('describes fields by their names, and by what they are in where that says more', () => {
  const parts = {
    parameters: [{ name: 'id', in: 'path', schema: text }],
    schemas: {
      Tower: object({
        id: text,
        top: { anyOf: [object({ name: text }), { type: 'null' }] },
        properties: object({ name: text }),
      }),
      List: object({ name: text, towers: { type: 'array', items: object({ name: text }) } }),
    },
    example: { id: 'kept as it is' },
  };

  const fields = { id: 'Whose', name: 'Called so', 'top.name': 'Of the top', 'towers.name': 'Of each' };

  const called = { ...text, description: 'Called so' };
  const described = { ...text, description: 'Whose' };
  expect(describeFields(parts, fields)).toEqual({
    parameters: [{ description: 'Whose', name: 'id', in: 'path', schema: text }],
    schemas: {
      Tower: object({
        id: described,
        top: { anyOf: [object({ name: { ...text, description: 'Of the top' } }), { type: 'null' }] },
        properties: object({ name: called }),
      }),
      List: object({
        name: called,
        towers: { type: 'array', items: object({ name: { ...text, description: 'Of each' } }) },
      }),
    },
    example: { id: 'kept as it is' },
  });
});

it('refuses a description of a field that is not there', () => {
  expect(() => describeFields(object({ id: text }), { name: 'Called so' })).toThrow(
    'no field is called name',
  );
});
