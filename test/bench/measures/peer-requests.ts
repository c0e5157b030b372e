import type { Candidate } from '../bundles.ts';
import { newDelete, OUR_DELETE } from '../deletes.ts';
import type { MeteredRequest } from '../meter.ts';
import { startMeteringProxy } from '../proxy.ts';
import { firstAnswer, type RuntimeClient } from '../runtime-api.ts';

/** What each candidate asks of DynamoDB for one delete, metered on the way there. */
export async function measureDeletes(
  candidates: readonly Candidate[],
  client: RuntimeClient,
): Promise<Map<string, readonly MeteredRequest[]>> {
  const proxy = await startMeteringProxy(process.env.AWS_ENDPOINT_URL_DYNAMODB as string);
  const measured = new Map<string, readonly MeteredRequest[]>();
  try {
    for (const candidate of candidates) {
      const before = proxy.requests.length;
      const { event } = await newDelete(OUR_DELETE);
      await firstAnswer(client, candidate, event, { AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint });
      measured.set(candidate.name, proxy.requests.slice(before));
    }
    return measured;
  } finally {
    proxy.close();
  }
}
