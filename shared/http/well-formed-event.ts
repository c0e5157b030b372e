import type { HttpEvent } from './dialect.ts';

/** An event that is what API Gateway promises, and has its parameters even where there are none. */
export interface WellFormedEvent extends HttpEvent {
  readonly pathParameters: Record<string, string>;
  readonly queryStringParameters: Record<string, string>;
}

/**
 * The event as API Gateway promises it, of whatever a function is invoked with: header names in lower case, and texts
 * where texts are promised. Other gateways, test invocations and mistaken callers promise nothing, and should still be
 * answered in the vendor's words.
 * @param path stands for a path that is missing
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

/** The members that are texts, each under the name that `rename` makes of its own. */
const textsOf = (value: unknown, rename = (name: string) => name): Record<string, string> =>
  Object.fromEntries(
    Object.entries(recordOf(value))
      .filter((member): member is [string, string] => typeof member[1] === 'string')
      .map(([name, text]) => [rename(name), text]),
  );
