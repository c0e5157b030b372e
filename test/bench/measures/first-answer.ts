import type { Candidate } from '../bundles.ts';
import { type DeleteOperation, newDeletes, OUR_DELETE } from '../deletes.ts';
import { type FirstAnswer, firstAnswer, type RuntimeClient } from '../runtime-api.ts';
import { alternate } from '../statistics.ts';

/** A candidate and the operation that it is asked for; without one, the removal that all peers do. */
export interface Asked extends Candidate {
  readonly operation?: DeleteOperation;
}

/**
 * What a fresh process takes from its start to its first answer. One value for each round, each on another customer.
 * @throws when an answer is a failure
 */
export async function measureFirstAnswer(
  candidates: readonly Asked[],
  client: RuntimeClient,
  rounds: number,
): Promise<Map<string, FirstAnswer[]>> {
  const tasks = new Map<string, (round: number) => Promise<FirstAnswer>>();
  for (const { operation = OUR_DELETE, ...candidate } of candidates) {
    const deletes = await newDeletes(operation, rounds);
    tasks.set(candidate.name, async (round) => {
      const answer = await firstAnswer(client, candidate, (deletes[round] as (typeof deletes)[number]).event);
      const { statusCode = 0, body } = answer.response;
      if (statusCode < 200 || statusCode > 299) throw new Error(`${candidate.name}: ${statusCode} ${body}`);
      return answer;
    });
  }
  return alternate(rounds, tasks);
}
