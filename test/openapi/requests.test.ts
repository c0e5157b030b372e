import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { multipartParts } from '../../infra/multipart-parts.ts';
import type { JsonSchema } from '../../infra/openapi/openapi.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import { fixtureEvent } from '../support/fixture-requests.ts';
import { documentedOperation, validateValue } from '../support/openapi.ts';

/** A form or a JSON body as its schema sees it. */
function parsed({ headers, body = '', isBase64Encoded }: HttpEvent): unknown {
  const contentType = headers['content-type'] as string;
  if (contentType === 'application/json') return JSON.parse(body);
  return contentType.startsWith('multipart/')
    ? multipartParts(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString(), contentType)
    : Object.fromEntries(new URLSearchParams(body));
}

/** A parameter as its schema sees it: a URL has nothing but text. */
const read = ({ type }: JsonSchema & { readonly type?: unknown }, text: string | undefined): unknown =>
  type === 'integer' || type === 'number' || type === 'boolean' ? JSON.parse(text ?? 'null') : text;

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
        const values = Object.entries(given[place]).map(([name, text]) => [
          name,
          read(documented.find((parameter) => parameter.name === name)?.schema ?? {}, text),
        ]);
        expect(validateValue(schema, Object.fromEntries(values))).toEqual([]);
      }

      expect(Object.keys(requestBody?.content ?? {})).toEqual(
        event.body ? [event.headers['content-type']?.replace(/;.*/, '')] : [],
      );
      for (const { schema } of Object.values(requestBody?.content ?? {})) {
        expect(validateValue(schema, parsed(event))).toEqual([]);
      }
    },
  );
});
