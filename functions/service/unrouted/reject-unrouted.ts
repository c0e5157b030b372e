import type { Context } from 'aws-lambda';
import type { HttpEvent, HttpResponse } from '../../../shared/http/dialect.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { originOf } from '../../../shared/http/invocation.ts';
import { wellFormedEvent } from '../../../shared/http/well-formed-event.ts';
import { amili } from '../../amili/dialect/dialect.ts';
import { beel } from '../../beel/dialect/dialect.ts';
import { beelFlat } from '../../beel-flat/dialect/dialect.ts';
import { enkash } from '../../enkash/dialect/dialect.ts';
import { service } from '../dialect/dialect.ts';
import { routes } from './routes.ts';

/** Beginnings of paths, and whose they are. */
const RESEMBLANCES = [
  [/^\/(api\/v0|oauth)(\/|$)/, enkash],
  [/^\/(clients|token)(\/|$)/, amili],
  [/^\/api\/v1\/companies\//, beel],
  [/^\/api\/v1(\/|$)/, beelFlat],
] as const;

/**
 * Answers what no route takes: 405 if the path takes another method, else 404. The envelope is that of the vendor whose
 * paths begin like it.
 */
export async function handler(event: HttpEvent, context: Context): Promise<HttpResponse> {
  const request = wellFormedEvent(event, '/');
  const origin = originOf(request, context, { name: 'service/unrouted/reject-unrouted' });
  const allowed = methodsOf(origin.path);
  const method: string | undefined = request.requestContext?.http?.method;
  // If a route takes this very method, the gateway could not decode the path: it names nothing.
  const isKnown = allowed.length > 0 && !allowed.includes(method ?? '');
  const failure = new Failure(isKnown ? { kind: 'methodNotAllowed', allowed } : { kind: 'routeNotFound' });
  const [, dialect = service] = RESEMBLANCES.find(([beginning]) => beginning.test(origin.path)) ?? [];
  return dialect.failure(failure, origin);
}

/** The methods that a path takes, each once: several routes may fit it, `…/customers/bulk` and `…/customers/{id}`. */
function methodsOf(path: string): string[] {
  const fitting = routes
    .map((route) => route.split(' ') as [method: string, template: string])
    .filter(([, template]) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  return [...new Set(fitting.map(([method]) => method))];
}
