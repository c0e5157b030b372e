import type { OperationModule } from '../../functions/operations.ts';
import type { ApiDocumentation, Headers, SecurityRequirement } from '../../shared/http/api-documentation.ts';
import type { Documentation, DocumentedResponse } from '../../shared/http/documentation.ts';
import type { Operation, Schema } from '../../shared/http/operation.ts';
import { jsonSchema } from './json-schema.ts';
import type { HeaderObject, OperationObject, ParameterObject, ResponseObject } from './openapi.ts';

type Described = Pick<OperationModule, 'operation' | 'documentation'>;

/** One operation as OpenAPI describes it. @throws Error that names the operation when it cannot be described */
export function operationObject(module: Described, api: ApiDocumentation): OperationObject<ResponseObject> {
  const { operation } = module;
  try {
    const documentation = module.documentation();
    const { operationId, summary, description, deprecated } = documentation;
    const parameters = [
      ...parametersIn('path', operation.path),
      ...parametersIn('query', operation.query),
      ...headerParameters(api.requestHeaders?.(operation.route) ?? {}),
    ];
    const commonHeaders = api.responseHeaders?.(operation.route) ?? {};
    return {
      operationId,
      summary,
      ...(description && { description }),
      ...(deprecated && { deprecated }),
      security: securityOf(operation, documentation, api),
      ...(parameters.length > 0 && { parameters }),
      ...(operation.body && { requestBody: requestBody(operation.body, operation.bodyType) }),
      responses: mapValues(documentation.responses, (response, status) =>
        responseObject(response, { ...commonHeaders, ...(status === '401' && CHALLENGE) }),
      ),
    };
  } catch (cause) {
    throw new Error(`${operation.name} cannot be described: ${(cause as Error).message}`, { cause });
  }
}

function securityOf(
  { access }: Operation,
  { security }: Documentation,
  api: ApiDocumentation,
): SecurityRequirement[] {
  const requirement = security === undefined ? api.security(access) : { [security]: [] };
  return requirement ? [requirement] : [];
}

function parametersIn(place: 'path' | 'query', schema: Schema | undefined): ParameterObject[] {
  if (!schema) return [];
  const { properties, required = [] } = jsonSchema(schema, 'input');
  if (!properties) throw new Error(`its ${place} is no object`);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function requestBody(schema: Schema, bodyType: Operation['bodyType'] = 'json') {
  const contentType = bodyType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  const required = !schema.safeParse(undefined).success;
  return { required, content: { [contentType]: { schema: jsonSchema(schema, 'input') } } };
}

const headerParameters = (headers: Headers): ParameterObject[] =>
  Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    required: false,
    schema: { type: 'string' },
  }));

/** RFC 9110, section 11.6.1: every 401 has one. */
const CHALLENGE: Headers = { 'WWW-Authenticate': 'The scheme to authenticate with' };

function responseObject(response: DocumentedResponse, commonHeaders: Headers): ResponseObject {
  const { description, schema, contentType = 'application/json', example } = response;
  const headers = { ...response.headers, ...commonHeaders };
  const media = schema && { schema: jsonSchema(schema, 'output'), ...(example !== undefined && { example }) };
  return {
    description,
    ...(Object.keys(headers).length > 0 && { headers: mapValues(headers, headerObject) }),
    ...(media && { content: { [contentType]: media } }),
  };
}

const headerObject = (description: string): HeaderObject => ({
  description,
  required: true,
  schema: { type: 'string' },
});

const mapValues = <From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
