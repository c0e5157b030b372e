import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Seeds } from '../../infra/local/seeds.ts';
import { run, shell, startService } from '../local/run.ts';
import { runHere } from '../local/run-here.ts';
import { newDirectory } from '../support/directories.ts';
import { startOwnService } from '../support/own-service.ts';
import { asking, signedIn } from './service.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dataDir = newDirectory();
const { service, close } = await startOwnService(dataDir);
const ask = asking(service.url);
const file = join(dataDir, 'clock.json');

afterAll(close);
afterEach(() => ask('DELETE /sandbox/clock'));

const move = (json: object) => ask('POST /sandbox/clock', undefined, json);
const seeds = (): Seeds => JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
/** How far a time is ahead of the machine's clock: to be compared to within ten seconds. */
const ahead = (at: string): number => Date.parse(at) - Date.now();
const CLOSE = -4;

describe('the clock', () => {
  it('is the machine’s until it is moved', async () => {
    const { status, body } = await ask('GET /sandbox/clock');
    expect([status, body]).toEqual([200, { now: expect.any(String), aheadMs: 0 }]);
    expect(ahead(body.now)).toBeCloseTo(0, CLOSE);
    expect(existsSync(file)).toBe(false);
  });

  it('goes forward by a time or to one, and is kept beside the data', async () => {
    const first = await move({ forwardMs: HOUR });
    expect([first.status, first.body.aheadMs]).toEqual([200, HOUR]);
    expect(ahead(first.body.now)).toBeCloseTo(HOUR, CLOSE);
    expect((await move({ forwardMs: HOUR })).body.aheadMs).toBe(2 * HOUR);
    expect((await move({ aheadMs: DAY })).body.aheadMs).toBe(DAY);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ aheadMs: DAY });
    expect((await ask('GET /sandbox/clock')).body.aheadMs).toBe(DAY);
  });

  it.each([
    [{ aheadMs: HOUR - 1 }, 409, /^aheadMs: the clock only goes forward\. .*DELETE \/sandbox\/clock$/],
    [{ forwardMs: 0 }, 400, /^forwardMs: must be more than 0$/],
    [{ forwardMs: -1 }, 400, /^forwardMs: must be more than 0$/],
    [{ forwardMs: 0.5 }, 400, /^forwardMs: must be a whole number of milliseconds$/],
    [{ aheadMs: '1' }, 400, /^aheadMs: must be a whole number of milliseconds$/],
    [{ aheadMs: null }, 400, /^aheadMs: must be a whole number of milliseconds$/],
    [{ forwardMs: 3_650 * DAY }, 400, /^forwardMs: the clock goes no further ahead than ten years$/],
    [{ aheadMs: 3_650 * DAY + 1 }, 400, /^aheadMs: the clock goes no further ahead than ten years$/],
    [{ aheadMs: HOUR, forwardMs: HOUR }, 400, /^give either aheadMs or forwardMs$/],
    [{}, 400, /^give either aheadMs or forwardMs$/],
    [{ hours: 1 }, 400, /^body: .*hours/],
    [[], 400, /^body: /],
  ])('stays where it is at %j, which is refused: %i', async (json, status, message) => {
    await move({ forwardMs: HOUR });
    const refused = await move(json);
    expect([refused.status, refused.body]).toEqual([status, { message: expect.stringMatching(message) }]);
    expect((await ask('GET /sandbox/clock')).body.aheadMs).toBe(HOUR);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ aheadMs: HOUR });
  });

  it('goes back to the real time at once, and says what that leaves', async () => {
    await move({ forwardMs: DAY });
    const back = await ask('DELETE /sandbox/clock');
    expect(back.body).toEqual({
      now: expect.any(String),
      aheadMs: 0,
      warning: expect.stringMatching(/^What was written meanwhile keeps its times, which are yet to come/),
    });
    expect(ahead(back.body.now)).toBeCloseTo(0, CLOSE);
    expect(existsSync(file)).toBe(false);
    // Of a clock that was not ahead nothing is left.
    expect((await ask('DELETE /sandbox/clock')).body).toEqual({ now: expect.any(String), aheadMs: 0 });
  });
});

describe('what ends by the clock', () => {
  it('a token, after an hour; the session and the shell file have fresh ones', async () => {
    const { enkash, amili } = await signedIn(ask);
    const statuses = async (of = { enkash, amili }) => [
      (await ask('POST /api/v0/customer/search', of.enkash.authorization, {})).status,
      (await ask(`GET /clients/${of.amili.tenant}/customers`, of.amili.authorization)).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    await move({ forwardMs: HOUR - 30 * SECOND });
    expect(await statuses()).toEqual([200, 200]);
    await move({ forwardMs: MINUTE });
    expect(await statuses()).toEqual([401, 401]);

    expect(await statuses(await signedIn(ask))).toEqual([200, 200]);
    const shellFile = readFileSync(service.variables, 'utf8');
    expect(shellFile).toContain(`ENKASH='Authorization: ${seeds().enkash.authorization}'`);
    expect(shellFile).toContain(`URL='${service.url}'`);
    const { authorization } = seeds().enkash;
    expect((await ask('POST /api/v0/customer/search', authorization, {})).status).toBe(200);
    expect(authorization).not.toBe(enkash.authorization);
  });

  it('the time in which a deleted customer can be brought back', async () => {
    const { operator, enkash } = await signedIn(ask);
    const deleted = async () => {
      const contact = { deleted: false, legalName: 'Acme', mobile: '9876543210', name: 'Asha' };
      const json = { legalName: 'Acme', customerKeyContacts: [contact] };
      const { customerId } = (await ask('POST /api/v0/customer', enkash.authorization, json)).body.payload;
      await ask(`DELETE /api/v0/customer/${customerId}`, enkash.authorization);
      return `/operator/v1/enkash/${enkash.tenant}/customers/${customerId}`;
    };
    const [first, second] = [await deleted(), await deleted()];

    const stateOf = async (path: string) => {
      const { status, body } = await ask(`GET ${path}`, operator);
      return [status, body.state];
    };
    await move({ forwardMs: 30 * DAY - MINUTE });
    expect((await ask(`POST ${first}/restoration`, operator)).body).toMatchObject({ state: 'active' });
    await move({ forwardMs: 2 * MINUTE });
    const late = await ask(`POST ${second}/restoration`, operator);
    expect(late.body).toMatchObject({ status: 409, type: expect.stringMatching(/restoration-over$/) });
    expect(await stateOf(first)).toEqual([200, 'active']);
  });

  it('what Amili’s tombstone says of a deleted customer', async () => {
    const { amili, operator } = await signedIn(ask);
    const customers = `/clients/${amili.tenant}/customers`;
    const json = { customerNo: '770077', name: 'Acme' };
    expect((await ask(`POST ${customers}`, amili.authorization, json)).status).toBe(200);
    expect((await ask(`DELETE ${customers}/770077`, amili.authorization)).status).toBe(200);
    const seen = async () =>
      (await ask(`GET /operator/v1/amili/${amili.tenant}/customers/770077`, operator)).status;
    expect(await seen()).toBe(200);
    await move({ forwardMs: 31 * DAY });
    expect(await seen()).toBe(404);
  });

  it('no lock, no key and no request of a clock that is set back again', async () => {
    const { operator } = await signedIn(ask);
    await move({ forwardMs: 31 * DAY });
    const tenants = `GET /operator/v1/enkash/${seeds().enkash.companyId}/customers`;
    expect((await ask(tenants, operator)).status).toBe(200);
    await ask('DELETE /sandbox/clock');
    expect((await ask(tenants, operator)).status).toBe(200);
    const { enkash } = await signedIn(ask);
    expect((await ask('POST /api/v0/customer/search', enkash.authorization, {})).status).toBe(200);
  });
});

it('is where it was after a restart, for commands too, and npm start says so; reset forgets it', async () => {
  const own = newDirectory();
  const env = shell({ DATA_DIR: own, PORT: '0' });
  writeFileSync(join(own, 'clock.json'), JSON.stringify({ aheadMs: 40 * DAY + 2 * HOUR }));
  const started = await startService(env);
  expect(started.output()).toContain(
    `\nThe clock is 40 days 2 hours ahead: ${started.url}/#/sandbox sets it back.\n`,
  );
  const { body } = await asking(started.url)('GET /sandbox/clock');
  expect(ahead(body.now)).toBeCloseTo(40 * DAY + 2 * HOUR, CLOSE);

  const issued = async () => {
    const { stdout } = await run(['infra/commands/invoke.ts', 'events/amili/tokens/create-token.json'], env);
    return new Date(JSON.parse(JSON.parse(stdout).body).not_before * SECOND).toISOString();
  };
  expect(ahead(await issued())).toBeCloseTo(40 * DAY + 2 * HOUR, CLOSE);
  await started.end('SIGINT');
  expect(ahead(await issued())).toBeCloseTo(40 * DAY + 2 * HOUR, CLOSE);

  expect((await runHere(['infra/commands/reset.ts'], env)).code).toBe(0);
  expect(existsSync(join(own, 'clock.json'))).toBe(false);
  expect(ahead(await issued())).toBeCloseTo(0, CLOSE);
});
