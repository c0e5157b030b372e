import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { inConflict } from '../../support/faults.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from './companies.ts';

// Functions that have just the time that is kept back: each write has one attempt.
vi.mock('../../../infra/functions/settings.ts', async (original) => ({
  ...(await original<object>()),
  FUNCTION_TIMEOUT_SECONDS: 4,
}));

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const minimal = () => ({ legal_name: 'Ada SL', nif: newNif(), address });

describe('while other requests are in its way until its time is over', () => {
  it.each([
    ['a creation', async () => ({ id: undefined, send: () => own.create(minimal()) })],
    ...[{ notes: 'Hola' }, { nif: newNif() }].map((json) => {
      const patch = async () => {
        const { id } = dataOf(await own.create(minimal()));
        return { id, send: () => own.patch(id, json) };
      };
      return [`a PATCH of ${Object.keys(json)}`, patch] as const;
    }),
  ] as const)('%s changes nothing and answers CONCURRENT_MODIFICATION', async (_, prepare) => {
    const { id, send } = await prepare();
    const before = await tenantState('beel', own.ref().tenant);
    const { sent } = writesMeet(inConflict);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const answer = await send();

    expect(sent).toHaveLength(1);
    const message = 'The resource was modified by another request; read it again and retry';
    expect([answer.status, answer.body]).toEqual([409, own.failure('CONCURRENT_MODIFICATION', message, id)]);
    expect(answer.headers['retry-after']).toBe('1');
    expect(await tenantState('beel', own.ref().tenant)).toEqual(before);
    expect((await send()).status).toBeLessThan(300);
  });
});
