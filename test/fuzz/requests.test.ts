import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { vendorOf } from '../support/fixture-requests.ts';
import { validateAnswer } from '../support/openapi.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { storedState } from '../support/stored-state.ts';
import { type AnsweredBy, listen } from './http.ts';
import { type FuzzedRequest, requestsOf } from './requests.ts';
import { check, patience } from './settings.ts';
import { makeTenants, type Tenants } from './tenants.ts';
import { unexplainedWrites } from './unexplained-writes.ts';
import { unroutedAnswer } from './unrouted.ts';

let tenants: Tenants;
let send: (request: FuzzedRequest) => Promise<AnsweredBy>;
let before: Awaited<ReturnType<typeof storedState>>;

beforeAll(async () => {
  await useOwnTables();
  tenants = await makeTenants();
  send = await listen();
  before = await storedState();
});

const filled = (request: FuzzedRequest, vendor: string): FuzzedRequest => {
  const fill = (text: string) => tenants.fill(text, vendor);
  const headers = request.headers.map(([name, value]) => [name, fill(value)] as const);
  const { body } = request;
  return {
    ...request,
    target: fill(request.target),
    headers,
    ...(body !== undefined && { body: fill(body) }),
  };
};

const REMOVING = /\/(delete|deactivate)-/;

describe.each(operations.map((module) => [module.operation.name, module] as const))('%s', (name, module) => {
  it('answers whatever it is sent as documented, and never with a 5xx', { timeout: patience }, async () => {
    await check(name, requestsOf(module), async (fuzzed) => {
      const request = filled(fuzzed, vendorOf(module));
      const { operation, answer } = await send(request);

      expect(answer.status).toBeLessThan(500);
      if (request.method === 'HEAD') {
        expect(answer.body).toBe('');
      } else if (operation === 'service/unrouted/reject-unrouted') {
        expect([308, 404, 405]).toContain(answer.status);
        expect(answer.body).toEqual(unroutedAnswer(request.target.split('?')[0] as string, answer.status));
      } else {
        expect(validateAnswer(operation, answer)).toEqual([]);
      }
      if (answer.status < 300 && REMOVING.test(operation)) await tenants.renew(vendorOf(module));
    });
  });
});

it('has written nothing for a request that was refused', { timeout: patience }, async () => {
  expect(unexplainedWrites(before, await storedState())).toEqual([]);
});
