import type { Plan } from '../plan.ts';

/** The API Gateway event of a request that succeeds. */
export function eventTemplate(plan: Plan, body: unknown): string {
  const { route, method, path, parameters, hasBody, speech } = plan;
  const values = Object.fromEntries(parameters.map(({ name, fixture }) => [name, fixture]));
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] as string);
  const event = {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: '',
    headers: {
      accept: 'application/json',
      ...(speech.access('', true) !== 'public' && { authorization: '{{authorization}}' }),
      ...(hasBody && { 'content-type': 'application/json' }),
      host: 'api.example.com',
      'x-amzn-trace-id': '{{traceId}}',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'curl/8.5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: route,
      stage: '$default',
      time: '21/Nov/2026:12:00:00 +0000',
      timeEpoch: 1795262400000,
    },
    ...(parameters.length > 0 && { pathParameters: values }),
    ...(hasBody && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
  return `${JSON.stringify(event, undefined, 2)}\n`;
}
