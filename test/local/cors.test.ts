import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corsOf } from '../../infra/cors.ts';
import { createServiceGateway } from '../../infra/local/service-gateway.ts';

const APP = 'https://app.example';

describe.each([
  ['one origin', [APP], APP],
  ['every origin', ['*'], '*'],
])('pages of %s', (_, origins, allowed) => {
  const gateway = createServiceGateway(undefined, { cors: corsOf(origins) });
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    gateway.close();
    gateway.closeAllConnections();
  });

  /** Status, and the headers for browsers. */
  async function ask(method: string, path: string, headers: Record<string, string>) {
    const answer = await fetch(`${url}${path}`, { method, headers });
    const cors = [...answer.headers].filter(([name]) => name.startsWith('access-control-'));
    return [answer.status, Object.fromEntries(cors)];
  }

  it.each(['/api/v0/customer/KC1', '/nowhere'])(
    'are told by a preflight of %s what they may send',
    async (path) => {
      const asked = { origin: APP, 'access-control-request-method': 'DELETE' };
      expect(await ask('OPTIONS', path, asked)).toEqual([
        204,
        {
          'access-control-allow-origin': allowed,
          'access-control-allow-methods': 'DELETE,GET,HEAD,PATCH,POST,PUT',
          'access-control-allow-headers':
            'accept-language,authorization,beel-active-company,content-type,idempotency-key,if-match,if-none-match,offboard-dry-run,offboard-reason,x-locale',
          'access-control-max-age': '3600',
        },
      ]);
    },
  );

  it.each([
    ['GET', '/health', 200],
    ['HEAD', '/health', 200],
    ['DELETE', '/api/v0/customer/KC1', 401],
    ['GET', '/nowhere', 404],
    ['OPTIONS', '/health', 405],
  ])('may read the answer to %s %s', async (method, path, status) => {
    expect(await ask(method, path, { origin: APP })).toEqual([
      status,
      {
        'access-control-allow-origin': allowed,
        'access-control-expose-headers':
          'allow,content-disposition,deprecation,etag,idempotency-replay,link,location,offboard-dry-run,sunset,www-authenticate,x-request-id',
      },
    ]);
  });

  it('are the only ones that are told anything', async () => {
    expect(await ask('GET', '/health', {})).toEqual([200, {}]);
    const other = await ask('GET', '/health', { origin: 'https://other.example' });
    expect(other).toEqual([200, allowed === '*' ? expect.objectContaining({}) : {}]);
  });
});

it.each(['app.example', 'https://app.example/', 'ftp:/x', 'null', ''])('%j is no origin', (origin) => {
  expect(() => corsOf([APP, origin])).toThrow(
    expect.objectContaining({
      name: 'StartupError',
      message: `"${origin}" is no origin to allow: use one such as https://app.example, or *`,
    }),
  );
});
