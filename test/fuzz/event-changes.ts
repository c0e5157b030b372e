/** One more thing wrong with an event. */
export type Change = (event: unknown) => unknown;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withHeaders = (event: unknown, rename: (name: string) => string): unknown =>
  isRecord(event) && isRecord(event.headers)
    ? {
        ...event,
        headers: Object.fromEntries(
          Object.entries(event.headers).map(([name, value]) => [rename(name), value]),
        ),
      }
    : event;

/** Names as other gateways write them, and names given twice. */
export const HEADER_CHANGES: readonly Change[] = [
  (event) => withHeaders(event, (name) => name.toUpperCase()),
  (event) => withHeaders(event, (name) => name.replaceAll(/(^|-)[a-z]/g, (initial) => initial.toUpperCase())),
  (event) =>
    isRecord(event) && isRecord(event.headers)
      ? { ...event, headers: { ...event.headers, Authorization: 'Bearer x' } }
      : event,
  (event) =>
    isRecord(event)
      ? { ...event, multiValueHeaders: { authorization: ['a', 'b'] }, headers: undefined }
      : event,
];

const withBody = (event: unknown, change: (body: string) => object): unknown =>
  isRecord(event) && typeof event.body === 'string' ? { ...event, ...change(event.body) } : event;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Bodies and their flag, together and against each other. */
export const BODY_CHANGES: readonly Change[] = [
  (event) => withBody(event, (body) => ({ body: base64(body), isBase64Encoded: true })),
  (event) => withBody(event, (body) => ({ body: base64(body), isBase64Encoded: false })),
  (event) => withBody(event, () => ({ isBase64Encoded: true })),
  (event) => withBody(event, () => ({ isBase64Encoded: 'false' })),
  (event) => withBody(event, (body) => ({ body: JSON.parse(`[${JSON.stringify(body)}]`) })),
  (event) => withBody(event, () => ({ body: null })),
  (event) => withBody(event, () => ({ body: '%%%', isBase64Encoded: true })),
];

/** What is no HTTP request at all: a test invocation, a schedule, a queue. */
export const OTHER_EVENTS = [
  null,
  {},
  [],
  '',
  'ping',
  42,
  { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} },
  { Records: [{ eventSource: 'aws:sqs', body: '{}' }] },
];

/** The older payload, of a REST API or a load balancer. */
export const asRestApi: Change = (event) => {
  if (!isRecord(event)) return event;
  const { rawPath, routeKey, body, headers, pathParameters } = event;
  return {
    resource: routeKey,
    path: rawPath,
    httpMethod: 'DELETE',
    headers,
    pathParameters,
    queryStringParameters: null,
    body: body ?? null,
  };
};
