import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { handler as rejectUnrouted } from '../../functions/service/unrouted/reject-unrouted.ts';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { vendorOf } from '../support/fixture-requests.ts';
import { type Answer, isJsonType } from '../support/http.ts';
import { validateAnswer } from '../support/openapi.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { storedState } from '../support/stored-state.ts';
import { eventsOf } from './events.ts';
import { observed } from './observed.ts';
import { check, patience } from './settings.ts';
import { makeTenants, type Tenants } from './tenants.ts';
import { unexplainedWrites } from './unexplained-writes.ts';
import { unroutedAnswer } from './unrouted.ts';

let tenants: Tenants;
let before: Awaited<ReturnType<typeof storedState>>;

beforeAll(async () => {
  await useOwnTables();
  tenants = await makeTenants();
  before = await storedState();
});

/** Invokes a function as Lambda does: the event comes from JSON. */
async function invoke(name: string, handler: LambdaHandler, event: unknown): Promise<Answer> {
  const filled = JSON.parse(tenants.fill(JSON.stringify(event), name.split('/')[0] as string)) as HttpEvent;
  return answerOf(await observed(name, handler)(filled, lambdaContext(name)));
}

function answerOf({ statusCode = 0, headers = {}, body = '' }: HttpResponse): Answer {
  const lowerCase = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  const isJson = isJsonType(headers['content-type']);
  return {
    status: statusCode,
    headers: Object.fromEntries(lowerCase),
    body: isJson ? JSON.parse(body) : body,
  };
}

describe.each(operations.map((module) => [module.operation.name, module] as const))('%s', (name, module) => {
  it("answers any event in its vendor's words, and never with a 5xx", { timeout: patience }, async () => {
    await check(name, eventsOf(module), async (event) => {
      const answer = await invoke(name, module.handler, event);

      expect(answer.status).toBeLessThan(500);
      expect(validateAnswer(name, answer)).toEqual([]);
      if (answer.status < 300) await tenants.renew(vendorOf(module));
    });
  });
});

describe('service/unrouted/reject-unrouted', () => {
  it('answers any event as the vendor would whose path it resembles', { timeout: patience }, async () => {
    await check('service/unrouted/reject-unrouted', fc.oneof(...operations.map(eventsOf)), async (event) => {
      const { pathParameters, ...unrouted } = (event ?? {}) as Record<string, unknown>;
      const answer = await invoke('service/unrouted/reject-unrouted', rejectUnrouted, unrouted);

      const { rawPath } = unrouted;
      const path = typeof rawPath === 'string' ? rawPath : '/';
      expect([308, 404, 405]).toContain(answer.status);
      expect(answer.body).toEqual(unroutedAnswer(tenants.fill(path, ''), answer.status));
    });
  });
});

it('has written nothing for an event that was refused', { timeout: patience }, async () => {
  expect(unexplainedWrites(before, await storedState())).toEqual([]);
});
