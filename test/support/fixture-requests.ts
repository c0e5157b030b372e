import { type OperationModule, operations } from '../../functions/operations.ts';
import { filledFixture } from '../../infra/local/fixtures.ts';
import { makeSeeds, type Seeds } from '../../infra/local/seeds.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import { type Answer, call } from './http.ts';

/**
 * A valid request of an operation, made of its event fixture. What a test changes in it is all that is wrong with it.
 */
export interface FixtureRequest {
  readonly method: string;
  /** Path and query as they stand in the URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

let seeds: Promise<Seeds> | undefined;

/** Seeds of this test file's own, shared by its tests. */
export function testSeeds(): Promise<Seeds> {
  seeds ??= makeSeeds();
  return seeds;
}

/** Both generations of BeeL are one vendor: their callers and data are the same. */
export const vendorOf = ({ operation }: OperationModule): string =>
  (operation.name.split('/')[0] as string).replace('beel-flat', 'beel');

export const guarded: readonly OperationModule[] = operations.filter(
  ({ operation }) => operation.access !== 'public',
);

/** The operation's fixture with placeholders filled in. */
export async function fixtureEvent({ operation }: OperationModule): Promise<HttpEvent> {
  return filledFixture(`events/${operation.name}.json`, await testSeeds());
}

export async function fixtureRequest(module: OperationModule): Promise<FixtureRequest> {
  const event = await fixtureEvent(module);
  const { rawPath, rawQueryString, headers, requestContext, body, isBase64Encoded } = event;
  return {
    method: requestContext.http.method,
    url: rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath,
    headers: headers as Record<string, string>,
    ...(body !== undefined && { body: isBase64Encoded ? Buffer.from(body, 'base64') : body }),
  };
}

/** Sends it over HTTP. `others` replaces headers of its own; undefined leaves one out. */
export function sendRequest(
  { method, url, headers, body }: FixtureRequest,
  others: Record<string, string | undefined> = {},
): Promise<Answer> {
  const merged = Object.entries({ ...headers, ...others }).filter(([name, value]) => {
    // fetch sets these itself.
    return value !== undefined && name !== 'host' && name !== 'content-length';
  });
  return call(`${method} ${url}`, {
    headers: Object.fromEntries(merged) as Record<string, string>,
    ...(body !== undefined && { raw: body }),
  });
}
