import type { HttpEvent } from './dialect.ts';

/** An event as API Gateway promises it. Its parameters are empty where it has none, not missing. */
export interface WellFormedEvent extends HttpEvent {
  readonly pathParameters: Record<string, string>;
  readonly queryStringParameters: Record<string, string>;
}

/**
 * Makes an event as API Gateway promises it out of whatever a function was invoked with: header names in lower case,
 * text wherever text is promised. Other gateways, test invocations and mistaken callers promise nothing, and should
 * still get an answer in the vendor's envelope.
 * @param path is used where the event has none
 */
export function wellFormedEvent(event: unknown, path: string): WellFormedEvent {
  const given = recordOf(event);
  const { rawPath, headers, pathParameters, queryStringParameters, body, isBase64Encoded } = given;
  return {
    ...(given as unknown as HttpEvent),
    rawPath: typeof rawPath === 'string' ? rawPath : path,
    headers: textsOf(headers, (name) => name.toLowerCase()),
    pathParameters: textsOf(pathParameters),
    queryStringParameters: textsOf(queryStringParameters),
    body: typeof body === 'string' ? body : undefined,
    isBase64Encoded: isBase64Encoded === true,
  } as WellFormedEvent;
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The members that are texts, under new names. */
const textsOf = (value: unknown, rename = (name: string) => name): Record<string, string> =>
  Object.fromEntries(
    Object.entries(recordOf(value))
      .filter((member): member is [string, string] => typeof member[1] === 'string')
      .map(([name, text]) => [rename(name), text]),
  );
