import { type Candidate, type Candidates, ourFunction } from '../bundles.ts';
import { DELETES, type DeleteOperation, newDeletes } from '../deletes.ts';
import { type FirstAnswer, firstAnswer, type RuntimeClient } from '../runtime-api.ts';
import { alternate } from '../statistics.ts';

/**
 * What a fresh process takes from its start to its first answer: the baseline, the peers, and our functions that
 * remove customers. One value for each round, each on another customer.
 * @throws when an answer is no success
 */
export async function measureFirstAnswer(
  candidates: Candidates,
  client: RuntimeClient,
  rounds: number,
): Promise<Map<string, FirstAnswer[]>> {
  const tasks = new Map<string, (round: number) => Promise<FirstAnswer>>();
  const add = async (candidate: Candidate, operation: DeleteOperation) => {
    const deletes = await newDeletes(operation, rounds);
    tasks.set(candidate.name, async (round) => {
      const answer = await firstAnswer(client, candidate, (deletes[round] as (typeof deletes)[number]).event);
      const { statusCode = 0, body } = answer.response;
      if (statusCode < 200 || statusCode > 299) throw new Error(`${candidate.name}: ${statusCode} ${body}`);
      return answer;
    });
  };
  await add(candidates.raw, 'enkash/delete-customer');
  for (const peer of candidates.peers) await add(peer, 'enkash/delete-customer');
  for (const operation of DELETES) await add(ourFunction(candidates, operation), operation);
  return alternate(rounds, tasks);
}
