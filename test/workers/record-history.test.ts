import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler } from '../../functions/workers/record-changes.ts';
import { recordChanges } from '../../functions/workers.ts';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { DEPENDENT_KINDS } from '../../shared/receivables/dependents/kinds.ts';
import type { FeedEvent } from '../../shared/receivables/feed/event.ts';
import { readFeed } from '../../shared/receivables/feed/read.ts';
import {
  entryOrder,
  type HistoryEntry,
  historyKey,
  placeIn,
} from '../../shared/receivables/history/entry.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import { isFence } from '../../shared/receivables/repeats/fence.ts';
import { type Change, changeIn } from '../../shared/streams/change.ts';
import type { StreamHandler } from '../../shared/streams/worker-invocation.ts';
import { type Fate, withFates } from '../support/faults.ts';
import { loggedBy } from '../support/log.ts';
import { runOwnWorkers, type TestWorkers, useOwnStream } from '../support/own-stream.ts';
import { pick, seeded } from '../support/random.ts';
import { storm } from '../support/random-faults.ts';
import { type Item, storedState } from '../support/stored-state.ts';
import { runEpisode } from '../torture/episode.ts';

/** Everything that the worker is told of, in the order of the stream. */
const records: DynamoDBRecord[] = [];
let stream: TestWorkers;

beforeAll(async () => {
  await useOwnStream();
  const keeping: StreamHandler = async ({ Records }) => {
    records.push(...Records);
    return { batchItemFailures: [] };
  };
  stream = await runOwnWorkers([{ worker: recordChanges, handler: keeping }]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const context = () => lambdaContext(recordChanges.name, 60);

/** Calls the worker with all records in their order, by batches as they fall, each until it is done. */
async function workThrough(told: readonly DynamoDBRecord[], random: () => number): Promise<number> {
  let failures = 0;
  for (let at = 0; at < told.length; ) {
    // Now and then from further back, as where a call was done and nobody knew.
    const start = random() < 0.1 ? Math.max(0, at - 20) : at;
    const size = pick(random, [1, 5, 40, 100]);
    const Records = told.slice(start, start + size);
    try {
      await handler({ Records: [...Records] }, context());
      at = Math.max(at, start + size);
    } catch {
      failures++;
    }
  }
  return failures;
}

/** Sends the worker's requests into a storm; now and then it ends before or behind one of them, as when it is killed. */
function inStorm(random: () => number): void {
  const send = documentClient.send.bind(documentClient);
  const fates = storm(random, 1, () => {});
  const crash =
    (isLater: boolean): Fate =>
    async ({ apply }) => {
      if (isLater) await apply();
      throw new Error('killed');
    };
  const { client } = withFates({ ...receivables(), client: { send } as never }, (attempt) => {
    const drawn = random();
    return drawn < 0.12 ? crash(drawn < 0.06) : fates(attempt);
  });
  vi.spyOn(documentClient, 'send').mockImplementation(client.send as never);
}

/** What must be told of a change, by rules of this file's own. */
function expected({
  keys,
  before,
  after,
}: Change): { key: string; item: string; version: number } | undefined {
  const [was, is] = [before, after] as unknown as [CustomerItem?, CustomerItem?];
  if (!is || isFence(is)) return undefined;
  const key = `${historyKey(keys.pk)} ${entryOrder(is.creation, is.version)}`;
  const item = { key, item: keys.pk, version: is.version };
  if (keys.sk === 'CUSTOMER') {
    const isSame = was?.version === is.version && was.creation.requestId === is.creation.requestId;
    return isSame ? undefined : item;
  }
  const [from, to] = [was, is] as unknown as [DependentItem?, DependentItem?];
  const isLinked = from?.customerKey !== to?.customerKey;
  return DEPENDENT_KINDS.includes(keys.sk) && isLinked ? item : undefined;
}

async function wholeFeed(): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let position: readonly number[] | undefined; ; ) {
    const page = await readFeed(receivables(), position, { most: 200 });
    expect(page.missed).toBe(false);
    events.push(...page.events);
    position = page.position;
    if (!page.more) return events;
  }
}

const versionsByItem = (told: readonly { item: string; version: number }[]) =>
  Object.fromEntries(
    [...Map.groupBy(told, ({ item }) => item)].map(([item, of]) => [item, of.map(({ version }) => version)]),
  );

describe('histories of what a crowd does', () => {
  it('have every change once, in order, whatever becomes of the worker, of two at once', async () => {
    const { violations, faults } = await runEpisode(receivables(), {
      seed: 6,
      clients: 6,
      tenant: 'history',
    });
    expect(violations).toEqual([]);
    // So that there are fences.
    expect(faults.size).toBeGreaterThan(0);
    await stream.drained();
    const told = records
      .map(changeIn)
      .map(expected)
      .filter((each) => each !== undefined);
    expect(told.length).toBeGreaterThan(40);

    const { answer: failures } = await loggedBy(async () => {
      inStorm(seeded(1));
      const all = await Promise.all([workThrough(records, seeded(2)), workThrough(records, seeded(3))]);
      vi.restoreAllMocks();
      return all[0] + all[1];
    });
    expect(failures).toBeGreaterThan(0);

    const items = [...(await storedState({ withLog: true })).values()];
    const entries = items.filter(({ pk }) => pk.includes('#HISTORY#')) as unknown as HistoryEntry[];
    const keys = entries.map(({ pk, sk }) => `${pk} ${sk}`);
    expect(keys.toSorted()).toEqual([...new Set(told.map(({ key }) => key))].toSorted());
    expectWholeLives(entries);
    expectLastWords(items, entries);

    const fenced = new Set(
      entries.filter(({ change }) => change === 'fenced').map(({ pk, sk }) => `${pk} ${sk}`),
    );
    const events = await wholeFeed();
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const inFeed = events.map(({ vendor, tenant, kind, itemId, sequence }) => ({
      item: `${vendor}#${tenant}#${kind === 'CUSTOMER' ? '' : `${kind}#`}${itemId}`,
      version: sequence,
    }));
    expect(versionsByItem(inFeed)).toEqual(versionsByItem(told.filter(({ key }) => !fenced.has(key))));
    expectNumbers(items);
  });
});

/** A life of a customer has each version from the first to the last. */
function expectWholeLives(entries: readonly HistoryEntry[]) {
  const customers = entries.filter(({ kind }) => kind === 'CUSTOMER');
  const lives = Map.groupBy(customers, ({ pk, sk }) => `${pk} ${placeIn(sk).life}`);
  for (const [life, of] of lives) {
    const versions = of.map(({ version }) => version).toSorted((a, b) => a - b);
    expect([life, versions]).toEqual([life, versions.map((_, n) => n + 1)]);
  }
}

/** What a customer's words come to is the state that it is in. */
function expectLastWords(items: readonly Item[], entries: readonly HistoryEntry[]) {
  const customers = items.filter(({ sk }) => sk === 'CUSTOMER') as unknown as CustomerItem[];
  for (const customer of customers.filter((each) => !isFence(each))) {
    const life = entryOrder(customer.creation, 0).slice(0, -12);
    const own = entries.filter(({ pk, sk }) => pk === historyKey(customer.pk) && sk.startsWith(life));
    let [isActive, isDeleted] = [true, false];
    for (const { change } of own.toSorted((a, b) => a.version - b.version)) {
      if (change === 'deactivated') isActive = false;
      if (change === 'reactivated') isActive = true;
      if (change === 'deleted') isDeleted = true;
      if (change === 'restored') isDeleted = false;
    }
    expect([customer.pk, isActive, isDeleted]).toEqual([
      customer.pk,
      customer.deactivation === undefined,
      customer.deletion !== undefined,
    ]);
  }
}

/** Each lane is numbered without gaps up to its counter. */
function expectNumbers(items: readonly Item[]) {
  const lanes = Map.groupBy(
    items.filter(({ pk }) => pk.startsWith('FEED#')),
    ({ pk }) => pk,
  );
  for (const [lane, of] of lanes) {
    const numbers = of.filter(({ sk }) => sk !== 'COUNTER').map(({ sk }) => Number(sk));
    const counter = of.find(({ sk }) => sk === 'COUNTER')?.numbered;
    expect([lane, counter, numbers.toSorted((a, b) => a - b)]).toEqual([
      lane,
      numbers.length,
      numbers.map((_, n) => n + 1),
    ]);
  }
}
