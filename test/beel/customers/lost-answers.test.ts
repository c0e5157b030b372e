import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { droppedAfter, type Fate, failedAfter, timedOutAfter } from '../../support/faults.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { address, newNif } from '../samples.ts';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const losses: [string, Fate][] = [
  ['a dropped connection', droppedAfter],
  ['a 500', failedAfter],
  ['a time-out', timedOutAfter(5)],
];

const minimal = (nif = newNif()) => ({ legal_name: 'Ada SL', nif, address });

const ownerOf = async (nif: unknown) => {
  const key = { name: 'NIF', value: String(nif), freedByDeletion: true };
  return ((await storedUniqueKey(own.ref(), key)) as { holder: string } | undefined)?.holder
    .split('#')
    .at(-1);
};

describe.each(losses)('with %s in the place of the answer to its write', (_, loss) => {
  it('a creation makes one customer, and says so', async () => {
    const [json, headers] = [minimal(), { 'idempotency-key': randomUUID() }];
    const { sent } = writesMeet(loss);

    const answer = await own.create(json, headers);

    expect([answer.status, answer.headers['idempotency-replay'], sent.length]).toEqual([201, undefined, 2]);
    const { id } = dataOf(answer);
    expect(await storedCustomer(own.ref(id))).toMatchObject({ version: 1, profile: { nif: json.nif } });
    expect(await ownerOf(json.nif)).toBe(id);
    const repeat = await own.create(json, headers);
    expect([dataOf(repeat), repeat.headers['idempotency-replay']]).toEqual([dataOf(answer), 'true']);
  });

  it.each([
    ['of a field', () => ({ notes: 'Hola' })],
    ['of the state', () => ({ active: false })],
    ['of the NIF', () => ({ nif: newNif() })],
    ['of everything', () => ({ nif: newNif(), legal_name: 'Other SL', active: false })],
  ])('a PATCH %s is done once, and says so; its client may repeat it', async (_, changes) => {
    const before = dataOf(await own.create(minimal()));
    const json: Record<string, unknown> = changes();
    const { sent } = writesMeet(loss);

    const answer = await own.patch(before.id, json);

    expect([answer.status, sent.length]).toEqual([200, 2]);
    expect(dataOf(answer)).toEqual({ ...before, ...json, updated_at: expect.any(String) });
    const stored = await storedCustomer(own.ref(before.id));
    expect(stored?.version).toBe(2);
    expect(await ownerOf(json.nif ?? before.nif)).toBe(before.id);
    if (json.nif) expect(await ownerOf(before.nif)).toBe(undefined);

    const repeat = await own.patch(before.id, json);
    expect([repeat.status, dataOf(repeat)]).toEqual([200, dataOf(answer)]);
    expect(await storedCustomer(own.ref(before.id))).toEqual(stored);
  });
});
