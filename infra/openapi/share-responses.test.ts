import { expect, it } from 'vitest';
import type { OperationObject, ResponseObject } from './openapi.ts';
import { shareResponses } from './share-responses.ts';

const operation = (
  operationId: string,
  responses: Record<string, ResponseObject>,
): OperationObject<ResponseObject> => ({
  operationId,
  tags: [],
  summary: operationId,
  'x-source': 'ours',
  security: [],
  responses,
});

const failure = (description: string, code: string): ResponseObject => ({
  description,
  content: { 'application/json': { schema: { const: code } } },
});

it('names what several operations have, and leaves the rest where it is', () => {
  const shared = shareResponses([
    operation('one', {
      200: failure('OK', 'a'),
      400: failure('Bad request', 'a'),
      401: failure('Who?', 'u'),
    }),
    operation('two', {
      200: failure('OK', 'b'),
      400: failure('Bad request', 'b'),
      401: failure('Who?', 'u'),
    }),
    operation('three', { 400: failure('Bad request', 'a') }),
    operation('four', { 400: failure('Bad request', 'b') }),
  ]);

  const ref = (name: string) => ({ $ref: `#/components/responses/${name}` });
  expect(shared.operations.map(({ responses }) => responses)).toEqual([
    { 200: failure('OK', 'a'), 400: ref('BadRequest'), 401: ref('Who') },
    { 200: failure('OK', 'b'), 400: ref('BadRequest2'), 401: ref('Who') },
    { 400: ref('BadRequest') },
    { 400: ref('BadRequest2') },
  ]);
  expect(shared.responses).toEqual({
    BadRequest: failure('Bad request', 'a'),
    Who: failure('Who?', 'u'),
    BadRequest2: failure('Bad request', 'b'),
  });
});

it('never gives two responses one name', () => {
  const all = ['Try 2', 'Try', 'Try'].map((description, index) => failure(description, String(index)));
  const responses = Object.fromEntries(all.map((response, index) => [String(200 + index), response]));
  const shared = shareResponses([operation('one', responses), operation('two', responses)]);
  expect(shared.responses).toEqual({ Try2: all[0], Try: all[1], Try3: all[2] });
});
