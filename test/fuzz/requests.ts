import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { OperationModule } from '../../functions/operations.ts';
import { jsonSchema } from '../../infra/openapi/json-schema.ts';
import type { JsonSchema } from '../../infra/openapi/openapi.ts';
import { bodyChanges } from './body-changes.ts';
import { headerChanges } from './header-changes.ts';
import { jsonText } from './json-text.ts';
import type { Parts } from './parts.ts';
import { fitting } from './schema-values.ts';
import { targetChanges } from './target-changes.ts';

/** A request as it is sent, except for its {{placeholders}}. Strings are Latin-1: each character is a byte. */
export interface FuzzedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Parts['headers'];
  readonly body?: string;
}

/** Requests of an operation: its fixture or a body drawn by its schema, changed in up to three places. */
export function requestsOf(module: OperationModule): fc.Arbitrary<FuzzedRequest> {
  const { operation } = module;
  const valid = fixtureParts(module);
  const schema =
    operation.body && operation.bodyType === undefined ? jsonSchema(operation.body, 'input') : undefined;
  const start = schema ? fc.oneof(fc.constant(valid), drawnBodies(valid, schema)) : fc.constant(valid);
  const changes = fc.oneof(
    { weight: 3, arbitrary: targetChanges(operation) },
    { weight: 2, arbitrary: headerChanges() },
    ...(operation.body ? [{ weight: 6, arbitrary: bodyChanges(valid, schema) }] : []),
  );
  const applied = fc.tuple(start, fc.array(changes, { maxLength: 3 }));
  return applied.map(([parts, list]) => assembled(list.reduce((changed, change) => change(changed), parts)));
}

function fixtureParts({ operation }: OperationModule): Parts {
  const event = JSON.parse(readFileSync(`events/${operation.name}.json`, 'utf8'));
  const { rawPath, rawQueryString, headers, requestContext, isBase64Encoded } = event;
  const body = isBase64Encoded ? Buffer.from(event.body, 'base64').toString('latin1') : event.body;
  const isJson = operation.bodyType === undefined;
  return {
    method: requestContext.http.method,
    segments: rawPath.split('/').slice(1),
    query: rawQueryString ? rawQueryString.split('&').map((pair: string) => pair.split('=')) : [],
    headers: Object.entries<string>(headers).filter(([name]) => name !== 'host' && name !== 'content-length'),
    ...(body !== undefined && (isJson ? { json: JSON.parse(withNumbers(body)) } : { text: body })),
  };
}

/** A placeholder that stands for a number is no JSON: it is a text until the body is put together. */
const withNumbers = (body: string): string => body.replaceAll(/:\{\{(\w+)\}\}/g, ':"{{#$1}}"');
const numbersIn = (text: string): string => text.replaceAll(/"\{\{#(\w+)\}\}"/g, '{{$1}}');

/**
 * Bodies drawn by the schema. They name the fixture's customers: else most would end at "there is no such customer".
 */
const drawnBodies = (valid: Parts, schema: JsonSchema): fc.Arbitrary<Parts> =>
  fitting(schema).map((json) => ({ ...valid, json: { ...(json as object), ...placeholdersOf(valid.json) } }));

const placeholdersOf = (json: unknown): object =>
  Object.fromEntries(
    Object.entries(json as object).filter(([, value]) => JSON.stringify(value).includes('{{')),
  );

function assembled({ method, segments, query, headers, json, text }: Parts): FuzzedRequest {
  const search = query.map(([name, value]) => `${name}=${value}`).join('&');
  const body =
    text ?? (json === undefined ? undefined : Buffer.from(numbersIn(jsonText(json))).toString('latin1'));
  return {
    method,
    target: `/${segments.join('/')}${search ? `?${search}` : ''}`,
    headers,
    ...(body !== undefined && { body: body.slice(0, MOST_BYTES) }),
  };
}

/** Far more than the service takes, but less than API Gateway itself refuses. */
const MOST_BYTES = 1024 * 1024;
