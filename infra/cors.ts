import { dialects, operations } from '../functions/operations.ts';
import { routesOf } from '../shared/http/routes.ts';
import { apis } from './openapi/documents.ts';
import { ownRequestHeaders } from './openapi/own-headers.ts';
import { StartupError } from './startup-error.ts';

/** What pages of other origins may do, as API Gateway is told it and as the local gateway does it. */
export interface Cors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds for which a browser keeps the answer to a preflight. */
  readonly maxAge: number;
}

/** Headers of answers that no document lists, because not every answer has them. */
const SOMETIMES = ['allow', 'idempotency-replay', 'offboard-dry-run', 'www-authenticate', 'x-request-id'];

/** Headers that documents list and every page may read (Fetch, section 2.2.2). */
const ALWAYS_READ = ['cache-control', 'content-language'];

/**
 * What pages of these origins may do: call every route, with every header that it looks at, and read what answers say.
 * @param origins `https://app.example`, or `*` for all
 * @throws StartupError when one is no origin
 */
export function corsOf(origins: readonly string[]): Cors {
  const wrong = origins.find((origin) => origin !== '*' && URL.parse(origin)?.origin !== origin);
  if (wrong !== undefined)
    throw new StartupError(`"${wrong}" is no origin to allow: use one such as https://app.example, or *`);
  const headers = headersOfAll();
  return {
    allowOrigins: origins,
    allowMethods: unique(operations.flatMap(({ operation }) => methodsOf(routesOf(operation)))),
    allowHeaders: unique(['authorization', 'content-type', ...headers.requests]),
    exposeHeaders: unique([...SOMETIMES, ...headers.answers]).filter((name) => !ALWAYS_READ.includes(name)),
    maxAge: 3600,
  };
}

const methodsOf = (routes: readonly string[]): string[] =>
  routes.map((route) => route.split(' ')[0] as string);

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** The headers that the dialects' documents name. */
function headersOfAll(): { requests: string[]; answers: string[] } {
  const requests: string[] = [];
  const answers: string[] = [];
  const namesOf = (headers: object = {}) => Object.keys(headers).map((name) => name.toLowerCase());
  for (const [dialect, api] of Object.entries(apis)) {
    for (const { operation, documentation } of dialects[dialect as keyof typeof dialects]) {
      requests.push(
        ...namesOf(api.requestHeaders?.(operation.route)),
        ...namesOf(ownRequestHeaders(operation)),
      );
      answers.push(...namesOf(api.responseHeaders?.(operation.route)));
      for (const { headers } of Object.values(documentation().responses)) answers.push(...namesOf(headers));
    }
  }
  return { requests, answers };
}
