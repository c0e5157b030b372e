import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { fixtureEvent } from '../support/fixture-requests.ts';
import { documentedOperation, validateValue } from '../support/openapi.ts';

/** A form or a JSON body as its schema sees it. */
const parsed = (contentType: string, body = ''): unknown =>
  contentType === 'application/json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));

describe('event fixtures are requests as documented', () => {
  it.each(operations.map((module) => [module.operation.name, module] as const))(
    '%s',
    async (name, module) => {
      const event = await fixtureEvent(module);
      const { parameters = [], requestBody } = documentedOperation(name);

      const given = {
        path: event.pathParameters ?? {},
        query: event.queryStringParameters ?? {},
        header: {},
      };
      for (const place of ['path', 'query'] as const) {
        const documented = parameters.filter((parameter) => parameter.in === place);
        const schema = {
          type: 'object',
          properties: Object.fromEntries(documented.map(({ name, schema }) => [name, schema])),
          required: documented.filter(({ required }) => required).map(({ name }) => name),
          additionalProperties: false,
        };
        expect(validateValue(schema, given[place])).toEqual([]);
      }

      expect(Object.keys(requestBody?.content ?? {})).toEqual(
        event.body ? [event.headers['content-type']] : [],
      );
      for (const [contentType, { schema }] of Object.entries(requestBody?.content ?? {})) {
        expect(validateValue(schema, parsed(contentType, event.body))).toEqual([]);
      }
    },
  );
});
