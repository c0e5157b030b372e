import type { OperationModule } from '../../functions/operations.ts';
import type { ApiDocumentation, Headers, SecurityRequirement } from '../../shared/http/api-documentation.ts';
import type { Documentation, DocumentedResponse } from '../../shared/http/documentation.ts';
import type { Operation, Schema } from '../../shared/http/operation.ts';
import { mediaTypeOf } from '../../shared/http/request-parsing.ts';
import type { RecordedAnswer } from './answer-example.ts';
import { inSchemaOrder } from './in-schema-order.ts';
import { jsonSchema } from './json-schema.ts';
import { mapValues } from './map-values.ts';
import type {
  HeaderObject,
  JsonSchema,
  OperationObject,
  ParameterObject,
  ResponseObject,
} from './openapi.ts';
import { ownRequestHeaders } from './own-headers.ts';
import type { RequestExample } from './request-example.ts';

type Described = Pick<OperationModule, 'operation' | 'documentation'>;

interface Examples {
  readonly request: RequestExample;
  readonly answer?: RecordedAnswer | undefined;
}

/** One operation as OpenAPI describes it. @throws Error that names the operation when it cannot be described */
export function operationObject(
  module: Described,
  api: ApiDocumentation,
  examplesOf: (operation: Operation) => Examples,
): OperationObject<ResponseObject> {
  const { operation } = module;
  try {
    const documentation = module.documentation();
    const { operationId, summary, description, deprecated, source } = documentation;
    const { request: example, answer } = examplesOf(operation);
    const parameters = [
      ...parametersIn('path', operation.path, example.path),
      ...parametersIn('query', operation.query, example.query),
      ...headerParameters(
        { ...api.requestHeaders?.(operation.route), ...ownRequestHeaders(operation) },
        example.headers,
      ),
    ];
    const commonHeaders = api.responseHeaders?.(operation.route) ?? {};
    return {
      operationId,
      tags: [resourceOf(operation)],
      summary,
      ...(description && { description }),
      ...(deprecated && { deprecated }),
      'x-source': source,
      security: securityOf(operation, documentation, api),
      ...(parameters.length > 0 && { parameters }),
      ...(operation.body && { requestBody: requestBody(operation.body, operation.bodyType, example.body) }),
      responses: mapValues(documentation.responses, (response, status) =>
        responseObject(
          { ...(status === String(answer?.status) && { example: answer?.body }), ...response },
          { ...commonHeaders, ...(status === '401' && CHALLENGE) },
        ),
      ),
    };
  } catch (cause) {
    throw new Error(`${operation.name} cannot be described: ${(cause as Error).message}`, { cause });
  }
}

/** The folder that an operation's file is in. */
export const resourceOf = ({ name }: Operation): string => name.split('/')[1] as string;

function securityOf(
  { access }: Operation,
  { security }: Documentation,
  api: ApiDocumentation,
): SecurityRequirement[] {
  const requirement = security === undefined ? api.security(access) : { [security]: [] };
  return requirement ? [requirement] : [];
}

function parametersIn(
  place: 'path' | 'query',
  schema: Schema | undefined,
  examples: Readonly<Record<string, string | undefined>>,
): ParameterObject[] {
  if (!schema) return [];
  const { properties, required = [] } = jsonSchema(schema, 'input');
  if (!properties) throw new Error(`its ${place} is no object`);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
    ...(examples[name] !== undefined && { example: typedExample(property, examples[name]) }),
  }));
}

/** What a parameter's text stands for: a URL has nothing else. */
function typedExample({ type }: JsonSchema & { readonly type?: unknown }, text: string): unknown {
  return type === 'integer' || type === 'number' || type === 'boolean' ? JSON.parse(text) : text;
}

function requestBody(schema: Schema, bodyType: Operation['bodyType'] = 'json', example: unknown) {
  const required = !schema.safeParse(undefined).success;
  const media = { schema: jsonSchema(schema, 'input'), ...(example !== undefined && { example }) };
  return { required, content: { [mediaTypeOf(bodyType)]: media } };
}

const headerParameters = (headers: Headers, examples: RequestExample['headers']): ParameterObject[] =>
  Object.entries(headers).map(([name, description]) => {
    const example = examples[name.toLowerCase()];
    return {
      ...{ name, in: 'header', description, required: false, schema: { type: 'string' } },
      ...(example !== undefined && { example }),
    };
  });

/** RFC 9110, section 11.6.1: every 401 has one. */
const CHALLENGE: Headers = { 'WWW-Authenticate': 'The scheme to authenticate with' };

function responseObject(response: DocumentedResponse, commonHeaders: Headers): ResponseObject {
  const { description, schema, contentType = 'application/json', example } = response;
  const headers = { ...response.headers, ...commonHeaders };
  return {
    description,
    ...(Object.keys(headers).length > 0 && { headers: mapValues(headers, headerObject) }),
    ...(schema && { content: { [contentType]: answerBody(jsonSchema(schema, 'output'), example) } }),
  };
}

const answerBody = (schema: JsonSchema, example: unknown) => ({
  schema,
  ...(example !== undefined && { example: inSchemaOrder(schema, example) }),
});

const headerObject = (description: string): HeaderObject => ({
  description,
  required: true,
  schema: { type: 'string' },
});
