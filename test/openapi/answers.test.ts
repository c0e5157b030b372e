import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OperationModule, operations } from '../../functions/operations.ts';
import {
  amiliAuthorization,
  beelAuthorization,
  enkashAuthorization,
  newAmiliClient,
  newEnkashCompany,
  operatorAuthorization,
} from '../support/credentials.ts';
import { type FixtureRequest, fixtureRequest, sendRequest, vendorOf } from '../support/fixture-requests.ts';
import { loggedBy } from '../support/log.ts';
import { documentedOperation, validateAnswer } from '../support/openapi.ts';

type Change = (request: FixtureRequest, module: OperationModule) => FixtureRequest | Promise<FixtureRequest>;

const withHeader = (request: FixtureRequest, name: string, value: string): FixtureRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

const strangers: Record<string, () => Promise<string>> = {
  enkash: () => enkashAuthorization(newEnkashCompany()),
  amili: () => amiliAuthorization([newAmiliClient()]),
  beel: () => beelAuthorization(),
  operator: () => operatorAuthorization({ vendors: ['beel'] }),
};

/** What may be wrong with any request. */
const mistakes: Record<string, Change> = {
  'nothing wrong': (request) => request,
  'no credentials': ({ headers: { authorization, ...headers }, ...request }) => ({ ...request, headers }),
  'unknown credentials': (request) => withHeader(request, 'authorization', 'Bearer nonsense'),
  "a stranger's credentials": async (request, module) =>
    withHeader(request, 'authorization', (await strangers[vendorOf(module)]?.()) ?? ''),
  'an API key without scopes': async (request) =>
    withHeader(request, 'authorization', await beelAuthorization({ scopes: [] })),
  'nonsense in the query': (request, module) => withQuery(request, module, '\u0000'),
  'an empty query': (request, module) => withQuery(request, module, ''),
  'no query': ({ url, ...request }) => ({ ...request, url: url.split('?')[0] as string }),
};

function withQuery(request: FixtureRequest, { operation }: OperationModule, value: string): FixtureRequest {
  const { parameters = [] } = documentedOperation(operation.name);
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const query = new URLSearchParams(names.map((name): [string, string] => [name, value]));
  return { ...request, url: `${request.url.split('?')[0]}?${query}` };
}

/** What may be wrong with the path of a request: one parameter after the other is nonsense. */
const pathMistakes = ({ operation }: OperationModule): [string, Change][] => {
  const template = (operation.route.split(' ')[1] as string).split('/');
  const parameters = template.filter((segment) => segment.startsWith('{'));
  return parameters.map((parameter) => [
    `nonsense as ${parameter}`,
    (request) => {
      const [path = '', query] = request.url.split('?');
      const segments = path
        .split('/')
        .map((segment, index) => (template[index] === parameter ? '%00' : segment));
      return { ...request, url: [segments.join('/'), query].filter(Boolean).join('?') };
    },
  ]);
};

/** What may be wrong with a body. */
const bodyMistakes: Record<string, Change> = {
  'broken JSON': (request) => ({ ...request, body: '{"a":' }),
  'a body that is no object': (request) => ({ ...request, body: '42' }),
  'a forbidden key': (request) => ({ ...request, body: '{"__proto__":{}}' }),
  'an empty object': (request) => ({ ...request, body: '{}' }),
  'no body': ({ body, ...request }) => request,
  'a body of another type': (request) => withHeader(request, 'content-type', 'text/plain'),
  'a body of 2 MB': (request) => ({ ...request, body: JSON.stringify('x'.repeat(2 * 1024 * 1024)) }),
};

const mistakesOf = (module: OperationModule): [string, Change][] => [
  ...Object.entries(mistakes),
  ...pathMistakes(module),
  ...(module.operation.body ? Object.entries(bodyMistakes) : []),
];

const NEW_KEYS: Readonly<Record<string, string>> = {
  beel: `Bearer beel_sk_live_${'0'.repeat(32)}`,
  operator: `Bearer offboard_operator_${'0'.repeat(32)}`,
};

const { RECEIVABLES_TABLE, CREDENTIALS_TABLE } = process.env;

afterEach(() => {
  Object.assign(process.env, { RECEIVABLES_TABLE, CREDENTIALS_TABLE });
  vi.restoreAllMocks();
});

describe.each(operations.map((module) => [module.operation.name, module] as const))('%s', (name, module) => {
  it.each(mistakesOf(module))('answers as documented to %s', async (_, change) => {
    const request = await change(await fixtureRequest(module), module);
    const answer = await sendRequest(request);
    expect(validateAnswer(name, answer)).toEqual([]);
  });

  it('answers as documented when its tables are gone', async () => {
    const request = await fixtureRequest(module);
    // A key that was never seen is looked up.
    const authorization = NEW_KEYS[vendorOf(module)];
    Object.assign(process.env, { RECEIVABLES_TABLE: 'gone', CREDENTIALS_TABLE: 'gone' });
    const { answer, lines } = await loggedBy(() =>
      sendRequest(request, authorization ? { authorization } : {}),
    );
    expect(validateAnswer(name, answer)).toEqual([]);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(lines[0]).toMatchObject({ level: 'ERROR', error: { name: 'ResourceNotFoundException' } });
  });
});
