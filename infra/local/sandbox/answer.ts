import type { IncomingMessage } from 'node:http';
import type * as z from 'zod/mini';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { log } from '../../../shared/log.ts';
import { splitUrl } from '../http-event.ts';
import { readBody } from '../request-body.ts';
import { isFromThisMachine } from './from-this-machine.ts';

/** A route of the sandbox: method, path with `{names}`, and what it answers. */
export interface SandboxRoute {
  /** `PUT /sandbox/snapshots/{name}` */
  readonly route: string;
  /** @throws Refused */
  readonly answer: (request: SandboxRequest) => unknown;
}

export interface SandboxRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

/** What the sandbox does not do, and why. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What is in a body or query. @throws Refused that names the field */
export function parsed<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data as z.output<S>;
  const [issue] = error.issues;
  throw new Refused(400, `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

/** Answers in JSON; a refusal as `{ "message": … }`. */
export async function answerSandbox(
  routes: readonly SandboxRoute[],
  request: IncomingMessage,
): Promise<HttpResponse> {
  try {
    if (!isFromThisMachine(request)) throw new Refused(403, 'the sandbox is for this machine alone');
    const { pathname, search } = splitUrl(request.url ?? '/');
    const { found, path } = routeTo(routes, request.method ?? '', pathname);
    const body = bodyOf(await readBody(request));
    return answered(200, await found.answer({ path, query: new URLSearchParams(search), body }));
  } catch (error) {
    if (error instanceof Refused) return answered(error.status, { message: error.message });
    log('error', 'the sandbox failed', { error });
    return answered(500, { message: 'the sandbox failed: the log says why' });
  }
}

function routeTo(routes: readonly SandboxRoute[], method: string, pathname: string) {
  for (const found of routes) {
    const [taken, template = ''] = found.route.split(' ');
    if (taken !== method) continue;
    const pattern = template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(pathname);
    if (match) return { found, path: decoded(match.groups) };
  }
  throw new Refused(404, `the sandbox has no ${method} ${pathname}`);
}

function decoded(groups: Readonly<Record<string, string>> = {}): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw new Refused(400, 'the path cannot be decoded');
  }
}

function bodyOf(bytes: Buffer | undefined): unknown {
  if (bytes === undefined) throw new Refused(413, 'the body is too large');
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new Refused(400, 'the body is not JSON');
  }
}

const answered = (statusCode: number, body: unknown): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body ?? {}),
});
