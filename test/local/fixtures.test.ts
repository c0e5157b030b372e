import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { filledFixture } from '../../infra/local/fixtures.ts';
import { invoke } from '../../infra/local/operation-events.ts';
import { makeSeeds, type Seeds } from '../../infra/local/seeds.ts';
import { StartupError } from '../../infra/startup-error.ts';
import { testSeeds } from '../support/fixture-requests.ts';
import { validateAnswer } from '../support/openapi.ts';

let seeds: Seeds | undefined;
/** Whether nothing was removed from the seeds, nor became what it never ceases to be, since they were made. */
let isFresh = false;

describe('event fixtures', () => {
  it.each(operations.map(({ operation }) => operation.name))(
    '%s succeeds with its placeholders filled in',
    async (name) => {
      if (!isFresh) seeds = await makeSeeds(seeds);
      isFresh = !/\/(delete|deactivate|issue|void|set)-/.test(name);
      const event = filledFixture(`events/${name}.json`, seeds as Seeds);
      const { statusCode = 0, headers = {}, body = '' } = await invoke(event);
      const isJson = headers['content-type'] === 'application/json';
      const answer = {
        status: statusCode,
        headers: headers as Record<string, string>,
        body: isJson ? JSON.parse(body) : body,
      };
      expect(validateAnswer(name, answer)).toEqual([]);
      expect(statusCode).toBeLessThan(300);
    },
  );

  it('name nothing that the seeds do not have', async () => {
    const { enkash, ...others } = await testSeeds();
    const seeds = { enkash: { ...enkash, customerId: undefined as unknown as string }, ...others };
    expect(() => filledFixture('events/enkash/customers/delete-customer.json', seeds)).toThrow(
      new StartupError(
        'events/enkash/customers/delete-customer.json names {{customerId}}, which the local stack does not have',
      ),
    );
  });
});
