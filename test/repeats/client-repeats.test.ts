import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { amiliAuthorization, newAmiliClient } from '../support/credentials.ts';
import { call } from '../support/http.ts';
import { storedCustomer } from '../support/store.ts';
import { removals } from './removals.ts';

it('looks at every operation that removes something', () => {
  const removing = operations
    .map(({ operation }) => operation.name)
    .filter((name) => /\/(delete|deactivate)-/.test(name));
  expect(Object.keys(removals).sort()).toEqual(removing.sort());
});

describe.each(Object.entries(removals))('%s, sent again by its client', (_, prepare) => {
  it('gets what its dialect says of what is removed already, and changes nothing', async () => {
    const { send, done, repeated, state } = await prepare();

    // The client never sees this answer.
    expect(await send()).toEqual(done);
    const removed = await state();

    expect(await send()).toEqual(repeated);
    expect(await send()).toEqual(repeated);
    expect(await state()).toEqual(removed);
  });

  it('removes once when the repeat overtakes or meets the first', async () => {
    const { send, done, repeated, state } = await prepare();

    const answers = await Promise.all([send(), send()]);

    expect(answers).toHaveLength(2);
    expect(answers).toContainEqual(done);
    expect(answers).toContainEqual(repeated);
    const removed = await state();
    expect(await send()).toEqual(repeated);
    expect(await state()).toEqual(removed);
  });
});

describe('a repeat that comes too late', () => {
  it('deletes the customer that has the Amili number by then: a number is all that the dialect names', async () => {
    const clientNo = newAmiliClient();
    const authorization = await amiliAuthorization([clientNo]);
    const customers = `/clients/${clientNo}/customers`;
    const create = (name: string) =>
      call(`POST ${customers}`, { authorization, json: { customerNo: '7', name } });
    await create('Ada');
    await call(`DELETE ${customers}/7`, { authorization });
    await create('Grace');

    const answer = await call(`DELETE ${customers}/7`, { authorization });

    expect(answer.status).toBe(200);
    const stored = await storedCustomer({ vendor: 'amili', tenant: String(clientNo), id: '7' });
    expect([stored?.deletion?.by, stored?.profile]).toEqual(['amili-client', { name: 'Grace' }]);
  });
});
