import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { REJECT_UNROUTED } from '../../functions/operations.ts';
import { Api } from '../../infra/commands/smoke/api.ts';
import { checks, type Outcome, runChecks } from '../../infra/commands/smoke/checks.ts';
import { type Tenants, withTenants } from '../../infra/commands/smoke/tenants.ts';
import { throttlesAt } from '../../infra/commands/smoke/throttles.ts';
import { type LocalStack, startStack } from '../../infra/local/stack.ts';
import { readCredential } from '../../shared/auth/credential-store.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { answer, type Breakage, Service } from './service.ts';

const service = new Service();
let stack: LocalStack;
let url: string;
let tenants: Tenants;
let revokeTenants: () => void;
let held: Promise<void>;

beforeAll(async () => {
  // In memory, under the name that the local stack has.
  stack = await startStack({ stage: 'local' });
  url = await service.listen();
  await new Promise<void>((resolve) => {
    held = withTenants((made) => {
      tenants = made;
      resolve();
      return new Promise((end) => {
        revokeTenants = end;
      });
    });
  });
});

afterEach(() => service.breakages.clear());

afterAll(async () => {
  revokeTenants();
  await held;
  service.close();
  await stack.close();
});

/** All checks, and what they said. */
async function smoke(at = url): Promise<Outcome & { readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const api = new Api(at, AbortSignal.timeout(20_000));
  const outcome = await runChecks({ api, stage: 'local', tenants, logged: [] }, (line) => lines.push(line));
  return { ...outcome, lines };
}

const failures = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.filter((line) => line.startsWith('FAIL'));

describe('the checks', () => {
  it('find nothing wrong with the service, in a line each', async () => {
    const { failed, notChecked, lines } = await smoke();
    expect(failures({ lines })).toEqual([]);
    expect({ failed, notChecked }).toEqual({ failed: 0, notChecked: 2 });
    expect(lines.map((line) => line.split(':', 1)[0])).toEqual([
      ...checks.slice(0, 9).map(({ name }) => `ok    ${name}`),
      '-     throttles',
      '-     logs',
    ]);
  });

  const deleted: Breakage = () => answer(200, { payload: 'KC', response_code: 0 });

  it.each<[words: string, name: string, breakage: Breakage, failing: RegExp[]]>([
    [
      'a table that is not there',
      'service/health/get-health',
      () => answer(503, { status: 'unavailable', table: 'unavailable' }),
      [
        /^FAIL {2}health: GET \/health answered 503 .*, not 200 \{"status":"ok","stage":"local","table":"ok"\}$/,
      ],
    ],
    [
      'a guard that refuses nothing',
      'enkash/customers/delete-customer',
      deleted,
      [
        /^FAIL {2}EnKash: DELETE \/api\/v0\/customer\/KC\w+ answered 200 .*, not 422 /,
        /^FAIL {2}operator: DELETE \/api\/v0\/customer\/KC\w+ answered 200 .*, not 422 /,
        /^FAIL {2}credentials: DELETE \/api\/v0\/customer\/KC0+ answered 200 .*, not 401 /,
        /^FAIL {2}other tenants: DELETE \/api\/v0\/customer\/… of another tenant answered 200 /,
      ],
    ],
    [
      'an Amili customer that stays after its deletion',
      'amili/customers/get-customer',
      (_, { pathParameters = {} }) => answer(200, { customerNo: pathParameters.customerno }),
      [
        /^FAIL {2}Amili: GET \/clients\/\d+\/customers\/\d+ answered 200 .*, not 404 \{"result":"NOT_FOUND"\}$/,
      ],
    ],
    [
      'an invoice that cannot be detached',
      'beel-flat/invoices/delete-invoice',
      () => answer(500, 'oops'),
      [
        /^FAIL {2}BeeL: DELETE \/api\/v1\/invoices\/\S+ answered 500 oops, not 204 \{\}$/,
        /^FAIL {2}BeeL flat: DELETE \/api\/v1\/invoices\/\S+ answered 500 oops, not 204 \{\}$/,
      ],
    ],
    [
      'a bulk that deletes what it should refuse',
      'beel/customers/delete-customers',
      () => answer(200, { data: { failed: 0 } }),
      [/^FAIL {2}BeeL: DELETE \/api\/v1\/companies\/\S+\/customers\/bulk\?ids=\S+ answered 200 /],
    ],
    [
      'an answer that tells a stranger whose customer it is',
      'beel/customers/delete-customer',
      (told, { headers }) =>
        told.statusCode === 404 && headers['user-agent'] ? answer(403, { code: 'NOT_YOURS' }) : told,
      [/^FAIL {2}BeeL: /, /^FAIL {2}other tenants: DELETE \S+ of another tenant answered 403 /],
    ],
    [
      'a path that answers in no envelope',
      REJECT_UNROUTED,
      () => answer(404, { message: 'Not Found' }),
      [/^FAIL {2}unrouted: GET \/api\/v0\/nothing answered 404 .*, not 404 \{"response_code":404\}$/],
    ],
    [
      'a token that is no token',
      'amili/tokens/create-token',
      () => answer(200, { access_token: 'a-secret-that-nobody-may-read' }),
      [
        /^FAIL {2}Amili: POST /,
        /^FAIL {2}credentials: POST \/token answered 200 \{"access_token":"…"\}, not 401 /,
      ],
    ],
  ])('find %s', async (_, name, breakage, failing) => {
    service.breakages.set(name, breakage);
    const told = await smoke();
    expect(failures(told)).toEqual(failing.map((words) => expect.stringMatching(words)));
    expect(told.failed).toBe(failing.length);
    for (const line of told.lines) expect(line).not.toMatch(/\n|a-secret/);
  });

  it('say what is wrong in a line each where nothing listens', async () => {
    const elsewhere = new Service();
    const closed = await elsewhere.listen();
    elsewhere.close();
    const { failed, lines } = await smoke(closed);
    expect(failed).toBe(9);
    for (const line of failures({ lines }))
      expect(line).toMatch(/^FAIL {2}[\w ]+: fetch failed: .*ECONNREFUSED/i);
  });
});

describe('the throttle', () => {
  const api = () => new Api(url, AbortSignal.timeout(20_000));

  it('is found where it answers', async () => {
    let served = 0;
    service.breakages.set(REJECT_UNROUTED, (told) =>
      ++served > 20 ? answer(429, { message: 'Too Many Requests' }) : told,
    );
    expect(await throttlesAt(api(), 10)).toBe('10 of 30 requests at once answered 429');
  });

  it('is missed where something else is answered', async () => {
    service.breakages.set(REJECT_UNROUTED, () => answer(503));
    const missed = throttlesAt(api(), 10);
    await expect(missed).rejects.toThrow('GET /nothing answered 503 in a burst, not 404 or 429');
  });

  it('is missed where it does not', async () => {
    const missed = throttlesAt(api(), 10);
    await expect(missed).rejects.toThrow('30 requests at once were all answered, not one with 429');
  });
});

it('revokes what it made, also when it breaks off', async () => {
  let made: Tenants | undefined;
  const broken = withTenants(async (tenants) => {
    made = tenants;
    throw new Error('broken off');
  });
  await expect(broken).rejects.toThrow('broken off');
  const ids = Object.values(made as Tenants).flatMap(
    (tenant: Tenants['enkash'] | Tenants['beel']) => tenant.ids,
  );
  expect(ids.length).toBeGreaterThanOrEqual(8);
  for (const id of ids) expect(await readCredential(credentials(), id, new Date())).toBeUndefined();
});
