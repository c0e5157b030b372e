import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as deleteCustomers from '../../../functions/beel/customers/delete-customers.ts';
import * as deactivateCustomers from '../../../functions/beel-flat/customers/deactivate-customers.ts';
import type { OperationModule } from '../../../functions/operations.ts';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { storeDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newCompany, storedBeelCustomer } from '../samples.ts';

type Company = Awaited<ReturnType<typeof newCompany>>;

/** Calls a bulk operation with more ids than a URL takes, as Lambda would. */
async function removeAll({ operation, handler }: OperationModule, own: Company, ids: readonly string[]) {
  const rawPath = (operation.route.split(' ')[1] as string).replace('{company_id}', own.company);
  const event = {
    rawPath,
    headers: { authorization: own.authorization },
    pathParameters: { company_id: own.company },
    queryStringParameters: { ids: ids.join(',') },
  };
  const answer = await handler(event as unknown as HttpEvent, lambdaContext(operation.name));
  return { status: answer.statusCode, data: JSON.parse(answer.body as string).data };
}

/** The names of the commands that are sent while `run` runs. */
async function commandsOf(run: () => Promise<unknown>): Promise<Record<string, number>> {
  const send = vi.spyOn(documentClient, 'send');
  try {
    await run();
    const names = send.mock.calls.map(([command]) => command.constructor.name);
    return Object.fromEntries(
      [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]),
    );
  } finally {
    send.mockRestore();
  }
}

async function storeMany(own: Company, count: number): Promise<CustomerRef[]> {
  const refs = Array.from({ length: count }, () => own.ref());
  for (let start = 0; start < count; start += 50) {
    await Promise.all(refs.slice(start, start + 50).map(storedBeelCustomer));
  }
  return refs;
}

const idsOf = (refs: readonly CustomerRef[]) => refs.map(({ id }) => id);

describe.each([
  ['deactivation', deactivateCustomers],
  ['deletion', deleteCustomers],
] as const)('a %s of many', (stamp, module) => {
  let own: Company;

  beforeAll(async () => {
    own = await newCompany();
  });

  it('removes 500 customers in 20 requests', async () => {
    const ids = idsOf(await storeMany(own, 500));

    let answer = {};
    const commands = await commandsOf(async () => {
      answer = await removeAll(module, own, ids);
    });

    expect(answer).toMatchObject({
      status: 200,
      data: { total: 500, successful: 500, failed: 0, deactivated_ids: ids },
    });
    expect(commands).toEqual({ GetCommand: 1, BatchExecuteStatementCommand: 20 });
    const state = (await tenantState('beel', `live:${own.company}`)).values() as Iterable<{
      deletion?: unknown;
    }>;
    expect([...state].filter((item) => stamp in item)).toHaveLength(500);
  });

  it.each([
    [1, 1],
    [25, 1],
    [26, 2],
  ])('removes %d in %d requests', async (count, requests) => {
    const ids = idsOf(await storeMany(own, count));
    const commands = await commandsOf(() => removeAll(module, own, ids));
    expect(commands.BatchExecuteStatementCommand).toBe(requests);
  });

  it('decides each of 100 on its own, in any mixture', async () => {
    const refs = await storeMany(own, 100);
    const linked = refs.filter((_, index) => index % 3 === 0);
    for (const ref of linked) await storeDependent(ref);
    const unknown: string[] = Array.from({ length: 100 }, () => randomUUID());

    const ids = idsOf(refs).flatMap((id, index) => [id, unknown[index] as string]);
    const { data } = await removeAll(module, own, ids);

    const free = refs.filter((ref) => !linked.includes(ref));
    expect(data).toMatchObject({ total: 200, successful: 66, failed: 134, deactivated_ids: idsOf(free) });
    const codes = data.errors.map(
      ({ customer_id, error }: { customer_id: string; error: { code: string } }) => [customer_id, error.code],
    );
    const refused = ids.filter((id) => !idsOf(free).includes(id));
    expect(codes).toEqual(
      refused.map((id) => [id, unknown.includes(id) ? 'NOT_FOUND' : 'CLIENT_HAS_INVOICES']),
    );
  });
});
