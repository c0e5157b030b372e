import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { writes } from '../../shared/http/wishes.ts';
import { fixtureRequest, sendRequest, testSeeds } from '../support/fixture-requests.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { type State, storedState } from '../support/stored-state.ts';

let seeded: State;

beforeAll(async () => {
  await useOwnTables();
  await testSeeds();
  seeded = await storedState();
});

const writing = operations.filter(({ operation }) => writes(operation));

const BAD: readonly Record<string, string>[] = [
  { 'offboard-reason': 'r'.repeat(201) },
  { 'offboard-dry-run': 'yes' },
];

describe('a bad header of our own is 400, as documented, names the header, and has written nothing', () => {
  it.each(writing.map((module) => [module.operation.name, module] as const))('%s', async (_, module) => {
    const request = await fixtureRequest(module);
    for (const headers of BAD) {
      const answer = await sendRequest(request, headers);
      expect([answer.status, JSON.stringify(answer.body).toLowerCase()]).toEqual([
        400,
        expect.stringContaining(Object.keys(headers)[0] as string),
      ]);
    }
  });

  it('all of them', async () => {
    expect(await storedState()).toEqual(seeded);
  });
});
