import type { Context } from 'aws-lambda';
import { COMMON_HEADERS, type HttpEvent, type HttpResponse } from '../../../shared/http/dialect.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { originOf } from '../../../shared/http/invocation.ts';
import { cut, logRequest } from '../../../shared/http/request-log.ts';
import { withRequestId } from '../../../shared/http/vendor-envelope.ts';
import { type WellFormedEvent, wellFormedEvent } from '../../../shared/http/well-formed-event.ts';
import { dialectOf } from './resemblance.ts';
import { routes } from './routes.ts';

/**
 * Answers what no route takes: 405 if the path takes another method, else 404. The envelope is that of the vendor whose
 * paths begin like it.
 */
export async function handler(event: HttpEvent, context: Context): Promise<HttpResponse> {
  const request = wellFormedEvent(event, '/');
  const origin = originOf(request, context, { name: 'service/unrouted/reject-unrouted' });
  const method = request.requestContext?.http?.method;
  const special = preflightAnswer(method, request) ?? redirection(method, origin.path);
  const failure = special ? undefined : failureOf(method, origin.path);
  const answer = withRequestId(special ?? dialectOf(origin.path).failure(failure, origin), origin);
  logRequest(origin, answer, { route: '$default', method, path: cut(origin.path) }, failure);
  return answer;
}

/**
 * API Gateway gives a browser's preflight to the $default route where there is one, and adds its CORS headers to the
 * answer: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html. Browsers want a success.
 */
function preflightAnswer(method: string | undefined, { headers }: WellFormedEvent): HttpResponse | undefined {
  const isPreflight =
    method === 'OPTIONS' && headers.origin && headers['access-control-request-method'] !== undefined;
  return isPreflight && process.env.CORS_ORIGIN ? { statusCode: 204, headers: COMMON_HEADERS } : undefined;
}

/**
 * Leads from `/health/` to `/health`: API Gateway takes no route that ends with a slash. Only to paths that name nothing,
 * so that nothing of a client's gets into the header.
 */
function redirection(method: string | undefined, path: string): HttpResponse | undefined {
  const location = path.replace(/\/$/, '');
  return location !== path && routes.includes(`${method} ${location}`)
    ? { statusCode: 308, headers: { ...COMMON_HEADERS, location } }
    : undefined;
}

function failureOf(method: string | undefined, path: string): Failure {
  const allowed = methodsOf(path);
  // If a route takes this very method, the gateway could not decode the path: it names nothing.
  const isKnown = allowed.length > 0 && !allowed.includes(method ?? '');
  return new Failure(isKnown ? { kind: 'methodNotAllowed', allowed } : { kind: 'routeNotFound' });
}

/** The methods that a path takes, each once: several routes may fit it, `…/customers/bulk` and `…/customers/{id}`. */
function methodsOf(path: string): string[] {
  const fitting = routes
    .map((route) => route.split(' ') as [method: string, template: string])
    .filter(([, template]) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  return [...new Set(fitting.map(([method]) => method))];
}
