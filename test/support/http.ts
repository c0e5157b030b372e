import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { REJECT_UNROUTED } from '../../functions/operations.ts';
import { createServiceGateway } from '../../infra/local/service-gateway.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import type { Answer } from './answer.ts';
import { validateAnswer } from './openapi.ts';

export type { Answer };

/** Problems of RFC 9457 are JSON too. */
export const isJsonType = (type: unknown): boolean => /^application\/(problem\+)?json\b/.test(String(type));

export interface CallOptions {
  readonly authorization?: string | undefined;
  readonly headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  /** Sent as it is, without a content type of its own. */
  readonly raw?: string | Buffer;
}

let server: Promise<Server> | undefined;

afterAll(async () => (await server)?.close());

/** A header that names the answering operation, on the way from the gateway to `call` and no further. */
const ANSWERED_BY = 'x-answered-by';

/**
 * Sends a real HTTP request to the gateway of the local stack, started once for a test file.
 * @throws Error when an operation's answer differs from its OpenAPI document: so every test checks that
 */
export async function call(methodAndPath: string, options: CallOptions = {}): Promise<Answer> {
  server ??= listen();
  const [method, path] = methodAndPath.split(/ (.*)/s) as [string, string];
  const { authorization, headers = {}, json, form, raw } = options;
  const response = await fetch(`${urlOf(await server)}${path}`, {
    method,
    headers: {
      ...(authorization && { authorization }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: typeof json === 'string' ? json : JSON.stringify(json) }),
    ...(form && { body: new URLSearchParams(form) }),
    ...(raw !== undefined && { body: typeof raw === 'string' ? Buffer.from(raw) : raw }),
  });
  const text = await response.text();
  const isJson = isJsonType(response.headers.get('content-type'));
  const { [ANSWERED_BY]: operation, ...answerHeaders } = Object.fromEntries(response.headers);
  const body = isJson && text ? JSON.parse(text) : text;
  const answer = { status: response.status, headers: answerHeaders, body };
  const isDocumented = operation !== undefined && method !== 'HEAD';
  const problems = isDocumented ? validateAnswer(operation, answer) : [];
  if (problems.length === 0) return answer;
  throw new Error(`${operation} answers ${answer.status} otherwise than documented: ${problems.join('; ')}`);
}

async function listen(): Promise<Server> {
  const gateway = createServiceGateway((name, handler) =>
    name === REJECT_UNROUTED ? handler : marked(name, handler),
  );
  // A busy test file must not meet a connection that is just being closed because nobody has used it for some seconds.
  gateway.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  return gateway.unref();
}

const urlOf = (gateway: Server): string => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;

const marked =
  (operation: string, handler: LambdaHandler): LambdaHandler =>
  async (event, context) => {
    const response = await handler(event, context);
    return { ...response, headers: { ...response.headers, [ANSWERED_BY]: operation } };
  };
