import type { Server } from 'node:http';
import { operations } from '../../functions/operations.ts';
import { handler as rejectUnrouted } from '../../functions/service/reject-unrouted.ts';
import { createGateway } from '../../infra/local/gateway.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Parsed where it is JSON, text otherwise. */
  readonly body: unknown;
}

export interface CallOptions {
  readonly authorization?: string | undefined;
  readonly headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  /** Sent as it is, without a content type of its own. */
  readonly raw?: string;
}

let server: Promise<string> | undefined;

/** Sends a real HTTP request to the gateway of the local stack, started once for a test file. */
export async function call(methodAndPath: string, options: CallOptions = {}): Promise<Answer> {
  server ??= listen();
  const [method, path] = methodAndPath.split(/ (.*)/s) as [string, string];
  const { authorization, headers = {}, json, form, raw } = options;
  const response = await fetch(`${await server}${path}`, {
    method,
    headers: {
      ...(authorization && { authorization }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: typeof json === 'string' ? json : JSON.stringify(json) }),
    ...(form && { body: new URLSearchParams(form) }),
    ...(raw !== undefined && { body: Buffer.from(raw) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isJson && text ? JSON.parse(text) : text,
  };
}

async function listen(): Promise<string> {
  const routes = operations.map(({ operation: { route, name }, handler }) => ({ route, name, handler }));
  const unrouted = { route: '$default', name: 'service/reject-unrouted', handler: rejectUnrouted };
  const gateway: Server = createGateway(routes, unrouted);
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  gateway.unref();
  const { port } = gateway.address() as { port: number };
  return `http://127.0.0.1:${port}`;
}
