import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationModule } from '../../functions/operations.ts';
import { operations } from '../../functions/operations.ts';
import {
  type FixtureRequest,
  fixtureRequest,
  sendRequest,
  testSeeds,
  vendorOf,
} from '../support/fixture-requests.ts';
import type { Answer } from '../support/http.ts';
import { validateAnswer } from '../support/openapi.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { type State, storedState } from '../support/stored-state.ts';

let seeded: State;

beforeAll(async () => {
  await useOwnTables();
  await testSeeds();
  seeded = await storedState();
});

/** Sends what a client should not, and holds the service to its promise: documented answer, 4xx, no write. */
async function expectRefusal(module: OperationModule, request: FixtureRequest): Promise<Answer> {
  const answer = await sendRequest(request);
  expect(validateAnswer(module.operation.name, answer)).toEqual([]);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  return answer;
}

const named = (modules: readonly OperationModule[]) =>
  modules.map((module) => [module.operation.name, module] as const);

const withJson = operations.filter(({ operation }) => operation.body && operation.bodyType === undefined);

const badJson: Record<string, string> = {
  'broken JSON': '{"customerId":',
  'no body': '',
  null: 'null',
  'a number': '42',
  'a string': '"customer"',
  'an empty array': '[]',
  'an empty object': '{}',
  'a __proto__ key': '{"__proto__":{"admin":true}}',
  'a nested __proto__ key': '{"a":{"__proto__":{"admin":true}}}',
  'a constructor.prototype key': '{"constructor":{"prototype":{"admin":true}}}',
  'ten thousand nested arrays': `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'a hundred thousand values': `{"customerKeyContacts":[${'0,'.repeat(99_999)}0]}`,
  'a body of 2 MB': JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }),
  'a lone surrogate and a NUL': '{"\\ud800":"\\u0000"}',
};

describe.each(named(withJson))('%s takes no bad body', (_, module) => {
  // A PATCH that changes nothing is none.
  const takesNothing = module.operation.body?.safeParse({}).success;
  const bad = Object.keys(badJson).filter((what) => !(takesNothing && what === 'an empty object'));

  it.each(bad)('%s', async (what) => {
    const request = await fixtureRequest(module);
    await expectRefusal(module, { ...request, body: badJson[what] as string });
  });

  it('JSON sent as something else', async () => {
    const request = await fixtureRequest(module);
    const headers = { ...request.headers, 'content-type': 'text/plain' };
    await expectRefusal(module, { ...request, headers });
  });

  it.each(['gzip', 'br', 'x-gzip, deflate'])('JSON that says it is compressed: %s', async (encoding) => {
    const request = await fixtureRequest(module);
    const headers = { ...request.headers, 'content-encoding': encoding };
    const answer = await expectRefusal(module, { ...request, headers });
    expect(answer.status).toBe(['beel', 'operator'].includes(vendorOf(module)) ? 415 : 400);
    expect(JSON.stringify(answer.body)).toMatch(/[Tt]he body must be sent without a content-encoding/);
  });

  it('a field of another type', async () => {
    const request = await fixtureRequest(module);
    const body = JSON.parse(request.body as string) as Record<string, unknown>;
    for (const field of Object.keys(body)) {
      await expectRefusal(module, {
        ...request,
        body: JSON.stringify({ ...body, [field]: [[{}]] }),
      });
    }
  });
});

const withPath = operations.filter(({ operation }) => operation.path);

const badSegments: Record<string, string> = {
  'an encoded slash': 'a%2Fb',
  'an encoded traversal': '..%2F..%2Fetc%2Fpasswd',
  'an encoded NUL': '%00',
  'an id with a NUL at its end': 'KCABCDEFGHIJKL01%00',
  'a line break': '%0d%0aSet-Cookie:a=b',
  'a separator of our keys': 'a%23CUSTOMER',
  'two thousand letters': 'K'.repeat(2_000),
  'a space': '%20',
};

describe.each(named(withPath))('%s takes no bad path', (_, module) => {
  const places = [...module.operation.route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

  it.each(places.flatMap((place) => Object.keys(badSegments).map((what) => [what, place] as const)))(
    '%s as %s',
    async (what, place) => {
      const request = await fixtureRequest(module);
      const segments = module.operation.route.split(' ')[1]!.split('/');
      const [path = '', query] = request.url.split('?');
      const url = path
        .split('/')
        .map((segment, index) => (segments[index] === `{${place}}` ? badSegments[what] : segment))
        .join('/');
      await expectRefusal(module, { ...request, url: query ? `${url}?${query}` : url });
    },
  );
});

describe('queries', () => {
  const request = async (name: string) => {
    const module = operations.find(({ operation }) => operation.name === name)!;
    return { module, request: await fixtureRequest(module) };
  };

  it('a parentCompanyId sent twice matches no pattern', async () => {
    const { module, request: good } = await request('enkash/customers/delete-customer');
    const url = `${good.url.split('?')[0]}?parentCompanyId=CEKFOWV7UQ&parentCompanyId=CEKFOWV7UQ`;
    const answer = await expectRefusal(module, { ...good, url });
    expect(answer.status).toBe(400);
  });

  it.each(['beel-flat/customers/deactivate-customers', 'beel/customers/delete-customers'])(
    '%s needs ids',
    async (name) => {
      const { module, request: good } = await request(name);
      const path = good.url.split('?')[0];
      const tooMany = Array.from({ length: 501 }, () => '0').join(',');
      for (const query of [
        '',
        '?',
        '?ids',
        '?ids=',
        '?ids=,',
        '?ids=%2C%2C',
        '?id=1',
        '?ids=nonsense',
        `?ids=${tooMany}`,
      ]) {
        const answer = await expectRefusal(module, { ...good, url: `${path}${query}` });
        expect([query, answer.status]).toEqual([query, 400]);
      }
    },
  );
});

// Of all that was sent: the whole table is read once for it.
it('has written nothing', async () => {
  expect(await storedState()).toEqual(seeded);
});

it('looks at every operation with a body or a path', () => {
  expect(withJson.map(({ operation }) => vendorOf({ operation } as OperationModule))).toHaveLength(40);
  expect(withPath).toHaveLength(92);
});
