import { expect, it } from 'vitest';
import type { OperationObject, ParameterObject } from './openapi.ts';
import { shareParameters } from './share-parameters.ts';

const operation = (operationId: string, ...parameters: ParameterObject[]): OperationObject => ({
  operationId,
  tags: [],
  summary: operationId,
  'x-source': 'ours',
  security: [],
  ...(parameters.length > 0 && { parameters }),
  responses: {},
});

const header = (name: string, description: string): ParameterObject => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});

it('names headers that several operations have, and leaves the rest where it is', () => {
  const [why, other] = [header('X-Why', 'Why'), header('X-Why', 'Why else')];
  const number: ParameterObject = { name: 'number', in: 'path', schema: { type: 'string' } };
  const single = header('X-Single', 'Of one alone');

  const shared = shareParameters([
    operation('one', number, why),
    operation('two', number, other, single),
    operation('three', why),
    operation('four', other),
    operation('five'),
  ]);

  const ref = { $ref: '#/components/parameters/XWhy' };
  expect(shared.operations.map(({ parameters }) => parameters)).toEqual([
    [number, ref],
    [number, other, single],
    [ref],
    [other],
    undefined,
  ]);
  expect(shared.parameters).toEqual({ XWhy: why });
});
