import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { handler } from '../../../functions/workers/record-changes.ts';
import { recordChanges } from '../../../functions/workers.ts';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { metered } from '../meter.ts';

/** What an entry and its event take of the worker. */
export interface HistoryTaken {
  readonly changes: number;
  /** Of all of them: milliseconds, requests and units. */
  readonly clock: number;
  readonly requests: number;
  readonly units: number;
}

/** Tells the worker of so many changes, as the stream would, each of a customer of its own with a profile of 1 KB. */
export async function measureHistory(sizes: readonly number[]): Promise<HistoryTaken[]> {
  const taken: HistoryTaken[] = [];
  for (const changes of sizes) {
    const records = Array.from({ length: changes }, newRecord);
    let clock = 0;
    const requests = await metered(async () => {
      const start = performance.now();
      const most = recordChanges.trigger.records;
      for (let at = 0; at < changes; at += most)
        await handler({ Records: records.slice(at, at + most) }, lambdaContext(recordChanges.name, 60));
      clock = performance.now() - start;
    });
    const units = requests.reduce((sum, { units = 0 }) => sum + units, 0);
    taken.push({ changes, clock, requests: requests.length, units });
  }
  return taken;
}

/** An update of two fields. */
function newRecord(): DynamoDBRecord {
  const pk = `enkash#CEKBENCH00#KC${randomUUID()}`;
  const stamp = (): Stamp => ({ at: new Date().toISOString(), by: 'bench', requestId: randomUUID() });
  const creation = stamp();
  const profile = { legalName: 'Ada', email: 'ada@example.com', note: 'x'.repeat(900) };
  const before = { pk, sk: 'CUSTOMER', profile, reference: {}, creation, update: creation, version: 1 };
  const changed = { ...profile, legalName: 'Ada L', email: 'ada@example.org' };
  const after = { ...before, profile: changed, update: stamp(), version: 2 };
  const image = (item: object) => marshall(item) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & {};
  return {
    ...{ eventID: randomUUID(), eventName: 'MODIFY' },
    dynamodb: {
      Keys: { pk: { S: pk }, sk: { S: 'CUSTOMER' } },
      ...{ SequenceNumber: '1', OldImage: image(before), NewImage: image(after) },
    },
  };
}
