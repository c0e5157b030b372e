import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundleCandidates,
  type Candidate,
  type Candidates,
  ourFunction,
  stubbedTransport,
} from './bundles.ts';
import { bundleCuts } from './cuts.ts';
import { DELETES, type DeleteOperation, newDelete, newDeletes, OUR_DELETE } from './deletes.ts';
import type { Effort } from './effort.ts';
import { type Batches, measureBatches } from './measures/batches.ts';
import { type BulkDurations, measureBulk } from './measures/bulk.ts';
import { type Contention, measureContention } from './measures/contention.ts';
import { type Footprints, measureFootprints } from './measures/footprints.ts';
import { type HistoryTaken, measureHistory } from './measures/history.ts';
import { type Lists, measureLists } from './measures/lists.ts';
import { type MeasuredPages, measurePages } from './measures/pages.ts';
import { measureDeletes } from './measures/peer-requests.ts';
import { type MeteredOperations, measureRequests } from './measures/requests.ts';
import { measureSearches, type Searches } from './measures/searches.ts';
import { measureSignatureCheck } from './measures/signature-check.ts';
import { measureSnapshots, type Snapshots } from './measures/snapshots.ts';
import { measureThroughput } from './measures/throughput.ts';
import { measureUploads, type Uploads } from './measures/uploads.ts';
import { allInvocationsOf, type Contender, measureWarm } from './measures/warm.ts';
import type { MeteredRequest } from './meter.ts';
import { runtimeClient } from './runtime-api.ts';

/** Everything that was measured. */
export interface Results extends Footprints {
  readonly runtimeClient: string;
  /**
   * Load averages of the last minute, before and after. Above the number of processors, measured times are too long.
   */
  readonly load: readonly [number, number];
  readonly peers: readonly string[];
  readonly ours: readonly string[];
  /** Microseconds of each invocation: with the transport stubbed and the request log written, and on the engine. */
  readonly logged: ReadonlyMap<string, readonly number[][]>;
  readonly onEngine: ReadonlyMap<string, readonly number[][]>;
  readonly signatureCheck: readonly number[];
  readonly requests: MeteredOperations;
  /** The requests to DynamoDB of one delete: the baseline's, the peers' and ours. */
  readonly deletes: ReadonlyMap<string, readonly MeteredRequest[]>;
  readonly bulk: BulkDurations;
  /** Of 1, 4, 16 and 64 clients that attach to one customer. */
  readonly contention: readonly Contention[];
  readonly lists: Lists;
  readonly searches: Searches;
  readonly snapshots: Snapshots;
  readonly uploads: Uploads;
  readonly batches: Batches;
  readonly history: readonly HistoryTaken[];
  readonly pages: MeasuredPages;
  readonly throughput: ReadonlyMap<string, readonly number[]>;
  /** One function with all cuts, and without each of them. */
  readonly cuts: Footprints;
}

/** One of each dialect. */
const WARM: readonly DeleteOperation[] = [
  OUR_DELETE,
  'amili/customers/delete-customer',
  'beel-flat/customers/deactivate-customer',
];

/**
 * Measures everything, on the stack of this process.
 * @param bundled what is measured; without it all functions, bundled anew
 */
export async function measureAll(
  effort: Effort,
  progress: (what: string) => void,
  bundled?: Candidates,
): Promise<Results> {
  const load = () => loadavg()[0] as number;
  const before = load();
  const directory = mkdtempSync(join(tmpdir(), 'offboard-bench-'));
  const client = runtimeClient();
  const few = { ...effort.warm, rounds: Math.ceil(effort.warm.rounds / 3) };
  try {
    progress('bundling');
    const candidates = bundled ?? (await bundleCandidates(join(directory, 'functions')));
    const stubbed = await bundleCandidates(join(directory, 'stubbed'), WARM, [stubbedTransport]);
    const { raw, peers, ours } = candidates;
    const ourDelete = ourFunction(candidates, OUR_DELETE);
    const removals = DELETES.map((operation) => ({ ...ourFunction(candidates, operation), operation }));
    const invoked = await Promise.all([
      ...[stubbed.raw, stubbed.rawOnOurClient, ...stubbed.peers].map((candidate) => contender(candidate)),
      ...WARM.map((operation) => contender(ourFunction(stubbed, operation), operation)),
    ]);
    const measured = { loaded: [raw, ...peers, ...ours], asked: [raw, ...peers, ...removals], invoked };
    const footprints = await measureFootprints(measured, client, effort, progress);
    progress('warm invocations, with the request log');
    const logging = invoked.filter(({ name }) => name === 'raw' || name === OUR_DELETE);
    const logged = await measureWarm(logging, { ...few, logLevel: 'info' });
    progress('warm invocations, on the engine');
    const onEngine = await measureOnEngine([raw, ...peers, ourDelete], effort);
    progress('what each cut buys');
    const without = await bundleCuts(join(directory, 'cuts'));
    const invokedWithout = await Promise.all(without.stubbed.map((candidate) => contender(candidate)));
    const measuredCuts = { loaded: without.plain, asked: without.plain, invoked: invokedWithout };
    const cuts = await measureFootprints(measuredCuts, client, { ...effort, warm: few }, progress);
    progress('requests and capacity');
    const requests = await measureRequests();
    const deletes = await measureDeletes([raw, ...peers, ourDelete], client);
    const signatureCheck = await measureSignatureCheck(1_000);
    progress('bulk');
    const bulk = await measureBulk(effort.bulks);
    progress('many clients on one customer');
    const contention = await measureContention([1, 4, 16, 64], effort.contendedAttaches);
    progress('lists');
    const listing = { candidate: ourFunction(candidates, 'beel/customers/list-customers'), client };
    const lists = await measureLists(effort.lists.sizes, effort.lists.rounds, listing);
    progress('searches');
    const searching = { candidate: ourFunction(candidates, 'enkash/invoices/search-invoices'), client };
    const searches = await measureSearches(effort.lists.sizes, effort.lists.rounds, searching);
    progress('snapshots');
    const snapshots = await measureSnapshots(effort.lists.sizes, effort.lists.rounds);
    progress('uploads');
    const uploads = await measureUploads(effort.uploads.rows, effort.uploads.rounds);
    progress('batches');
    const batches = await measureBatches(effort.batches.rows, effort.batches.rounds);
    progress('histories');
    const history = await measureHistory(effort.history);
    progress('pages');
    const pages = await measurePages(effort.pages.sizes, effort.pages.rounds);
    progress('requests per second');
    const throughput = await measureThroughput(raw, effort.throughput.rounds, effort.throughput.requests);
    return {
      ...footprints,
      runtimeClient: client.name,
      load: [before, load()],
      peers: peers.map(({ name }) => name),
      ours: ours.map(({ name }) => name),
      ...{
        logged,
        onEngine,
        cuts,
        requests,
        deletes,
        signatureCheck,
        bulk,
        contention,
        lists,
        searches,
        snapshots,
        uploads,
        batches,
        history,
        pages,
        throughput,
      },
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const contender = async (
  candidate: Candidate,
  operation: DeleteOperation = OUR_DELETE,
): Promise<Contender> => ({
  ...candidate,
  events: [(await newDelete(operation)).event],
});

/** Each invocation deletes another customer. */
async function measureOnEngine(candidates: readonly Candidate[], { warm }: Effort) {
  const eighth = (count: number) => Math.ceil(count / 8);
  const invocations = eighth(warm.invocations);
  const options = { ...warm, invocations, warmUp: eighth(warm.warmUp), logLevel: 'error' } as const;
  const contenders: Contender[] = [];
  for (const candidate of candidates) {
    const deletes = await newDeletes(OUR_DELETE, allInvocationsOf(options));
    contenders.push({ ...candidate, events: deletes.map(({ event }) => event) });
  }
  return measureWarm(contenders, options);
}
