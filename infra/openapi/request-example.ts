import { readFileSync } from 'node:fs';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { multipartParts } from '../multipart-parts.ts';
import { filledIn, sampleOf } from '../placeholders.ts';
import { mapValues } from './map-values.ts';

/** A request as a client may send it. */
export interface RequestExample {
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/**
 * The request of an operation's event fixture, with samples in the place of its placeholders.
 * @throws Error when the fixture names something that there is no sample of
 */
export function requestExample(
  { name, bodyType = 'json' }: Operation,
  samples: Readonly<Record<string, string>>,
): RequestExample {
  const fixture = readFileSync(new URL(`../../events/${name}.json`, import.meta.url), 'utf8');
  const event = JSON.parse(fixture) as HttpEvent;
  const { pathParameters = {}, queryStringParameters = {}, headers, isBase64Encoded } = event;
  const filled = (text: string | undefined) =>
    text === undefined ? undefined : filledIn(text, sampleOf(samples));
  const text = filled(isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body);
  return {
    path: mapValues(pathParameters, filled),
    query: mapValues(queryStringParameters, filled),
    headers: headersOf(headers, filled),
    body: text && parsed(text, bodyType, headers['content-type']),
  };
}

/** Without those that every request has: credentials have no samples. */
function headersOf(
  headers: HttpEvent['headers'],
  filled: (text: string | undefined) => string | undefined,
): RequestExample['headers'] {
  const own = Object.entries(headers).filter(([name]) => !COMMON.has(name));
  return mapValues(Object.fromEntries(own), filled);
}

const COMMON = new Set([
  'accept',
  'authorization',
  'content-length',
  'content-type',
  'host',
  'x-amzn-trace-id',
]);

function parsed(text: string, bodyType: Operation['bodyType'], contentType = ''): unknown {
  if (bodyType === 'json') return JSON.parse(text);
  return bodyType === 'form'
    ? Object.fromEntries(new URLSearchParams(text))
    : multipartParts(text, contentType);
}
