import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ApiDocumentation } from '../../shared/http/api-documentation.ts';
import type { Documentation } from '../../shared/http/documentation.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { operationObject } from './operation-object.ts';

const api: ApiDocumentation<string> = {
  title: 'Towers',
  description: '',
  tags: {},
  schemas: { requests: {}, answers: {} },
  fields: {},
  samples: {},
  securitySchemes: {},
  security: (access) => (access === 'public' ? undefined : { apiKey: [access] }),
};

const operation: Operation<string> = {
  name: 'towers/building/build-tower',
  route: 'POST /towers/{number}',
  access: 'towers:write',
  grants: {},
  path: z.object({
    number: z.pipe(
      z.string().check(z.regex(/^\d+$/)),
      z.transform((digits: string) => Number(digits)),
    ),
  }),
  query: z.object({ style: z.string(), options: z.optional(z.string()) }),
  body: z.object({ floors: z._default(z.int(), 1) }),
};

/** An example with nothing in it. */
const noExample = () => ({ request: { path: {}, query: {}, headers: {}, body: undefined } });

const documentation: Documentation = {
  source: 'documented',
  operationId: 'buildTower',
  summary: 'Build a tower',
  responses: {
    200: {
      description: 'Built',
      schema: z.object({ floors: z._default(z.int(), 1) }),
      headers: { location: 'Where it stands' },
      example: { floors: 3 },
    },
    201: { description: 'Drawn', schema: z.string(), contentType: 'text/csv; charset=utf-8' },
    204: { description: 'Nothing to do' },
  },
};

it('describes requests as they are sent and answers as they are given', () => {
  const example = () => ({
    request: { path: { number: '7' }, query: { style: 'round' }, headers: {}, body: { floors: 3 } },
    answer: { status: 200, body: { floors: 12 } },
  });
  expect(operationObject({ operation, documentation: () => documentation }, api, example)).toEqual({
    operationId: 'buildTower',
    tags: ['building'],
    summary: 'Build a tower',
    'x-source': 'documented',
    security: [{ apiKey: ['towers:write'] }],
    parameters: [
      {
        name: 'number',
        in: 'path',
        required: true,
        schema: { type: 'string', pattern: '^\\d+$' },
        example: '7',
      },
      { name: 'style', in: 'query', required: true, schema: { type: 'string' }, example: 'round' },
      { name: 'options', in: 'query', required: false, schema: { type: 'string' } },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { type: 'object', properties: { floors: { default: 1, type: 'integer' } } },
          example: { floors: 3 },
        },
      },
    },
    responses: {
      200: {
        description: 'Built',
        headers: { location: { description: 'Where it stands', required: true, schema: { type: 'string' } } },
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { floors: { default: 1, type: 'integer' } },
              required: ['floors'],
              additionalProperties: false,
            },
            example: { floors: 3 },
          },
        },
      },
      201: { description: 'Drawn', content: { 'text/csv; charset=utf-8': { schema: { type: 'string' } } } },
      204: { description: 'Nothing to do' },
    },
  });
});

it('shows the answer that was recorded, to the status that it had, where no example is written', () => {
  const responses = { 200: { description: 'Built', schema: z.object({ floors: z.int() }) } };
  const shown = (status: number) =>
    operationObject({ operation, documentation: () => ({ ...documentation, responses }) }, api, () => ({
      ...noExample(),
      answer: { status, body: { floors: 12 } },
    })).responses[200]?.content?.['application/json']?.example;
  expect([shown(200), shown(201)]).toEqual([{ floors: 12 }, undefined]);
});

it('describes an operation that is open, old, and takes a form that may be left out', () => {
  const open = { ...operation, access: 'public', bodyType: 'form', body: z.optional(z.object({})) } as const;
  const old = { ...documentation, description: 'Brick by brick', deprecated: true, responses: {} };
  const { path, query, ...bare } = open;
  expect(operationObject({ operation: bare, documentation: () => old }, api, noExample)).toEqual({
    operationId: 'buildTower',
    tags: ['building'],
    summary: 'Build a tower',
    'x-source': 'documented',
    description: 'Brick by brick',
    deprecated: true,
    security: [],
    requestBody: {
      required: false,
      content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: {} } } },
    },
    responses: {},
  });
});

it('names the scheme of an operation that looks at credentials itself', () => {
  const checked = { ...documentation, security: 'client' };
  const { security } = operationObject(
    { operation: { ...operation, access: 'public' }, documentation: () => checked },
    api,
    noExample,
  );
  expect(security).toEqual([{ client: [] }]);
});

it('adds the headers that its dialect reads and writes, and the challenge of every 401', () => {
  const headed: ApiDocumentation = {
    ...api,
    security: () => undefined,
    requestHeaders: (route) => ({ 'X-Tower': `One of ${route}` }),
    responseHeaders: (route) => ({ Sunset: `When ${route} ends` }),
  };
  const headers = { Location: 'Where it stands' };
  const refusing = {
    ...documentation,
    responses: { 201: { description: 'Built', headers }, 401: { description: 'Who?' } },
  };
  const { path, query, body, ...bare } = operation;
  const { request } = noExample();
  const example = () => ({
    request: { ...request, headers: { 'x-tower': 'Pisa', host: 'towers.example' } },
  });
  const said = (description: string) => ({ description, required: true, schema: { type: 'string' } });
  expect(operationObject({ operation: bare, documentation: () => refusing }, headed, example)).toEqual({
    operationId: 'buildTower',
    tags: ['building'],
    summary: 'Build a tower',
    'x-source': 'documented',
    security: [],
    parameters: [
      {
        name: 'X-Tower',
        in: 'header',
        description: 'One of POST /towers/{number}',
        required: false,
        schema: { type: 'string' },
        example: 'Pisa',
      },
    ],
    responses: {
      201: {
        description: 'Built',
        headers: { Location: said('Where it stands'), Sunset: said('When POST /towers/{number} ends') },
      },
      401: {
        description: 'Who?',
        headers: {
          Sunset: said('When POST /towers/{number} ends'),
          'WWW-Authenticate': said('The scheme to authenticate with'),
        },
      },
    },
  });
});

it('names the operation whose answer JSON Schema cannot describe', () => {
  const schema = z.object({ at: z.date() });
  const unclear = { ...documentation, responses: { 200: { description: 'Built', schema } } };
  expect(() => operationObject({ operation, documentation: () => unclear }, api, noExample)).toThrow(
    /^towers\/building\/build-tower cannot be described: Date cannot be represented in JSON Schema/,
  );
});
