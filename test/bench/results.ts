import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCandidates, type Candidate, ourFunction, sizeOf, stubbedTransport } from './bundles.ts';
import { bundleCuts } from './cuts.ts';
import { DELETES, type DeleteOperation, newDelete, newDeletes, OUR_DELETE } from './deletes.ts';
import { type BulkDurations, measureBulk } from './measures/bulk.ts';
import { measureFirstAnswer } from './measures/first-answer.ts';
import { type Duration, measureInitialization } from './measures/initialization.ts';
import { measureDeletes } from './measures/peer-requests.ts';
import { type MeteredOperations, measureRequests } from './measures/requests.ts';
import { measureSignatureCheck } from './measures/signature-check.ts';
import { measureThroughput } from './measures/throughput.ts';
import { allInvocationsOf, type Contender, measureWarm } from './measures/warm.ts';
import type { MeteredRequest } from './meter.ts';
import { type FirstAnswer, runtimeClient } from './runtime-api.ts';

/** How much of everything is measured. */
export interface Effort {
  readonly initializations: number;
  readonly firstAnswers: number;
  readonly warm: { readonly rounds: number; readonly invocations: number; readonly warmUp: number };
  readonly bulks: number;
  readonly throughput: { readonly rounds: number; readonly requests: number };
}

/** What makes a function small and fast, by the names of candidates and rounds. */
export interface Footprints {
  /** Bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly initialization: ReadonlyMap<string, readonly Duration[]>;
  readonly firstAnswer: ReadonlyMap<string, readonly FirstAnswer[]>;
  /** Microseconds of each invocation with the transport stubbed. */
  readonly stubbed: ReadonlyMap<string, readonly number[][]>;
}

/** Everything that was measured. */
export interface Results extends Footprints {
  readonly runtimeClient: string;
  /** Load averages of the last minute, before and after. More than there are processors makes the clock a liar. */
  readonly load: readonly [number, number];
  readonly peers: readonly string[];
  readonly ours: readonly string[];
  /** Microseconds of each invocation: with the transport stubbed and the request log written, and on the engine. */
  readonly logged: ReadonlyMap<string, readonly number[][]>;
  readonly onEngine: ReadonlyMap<string, readonly number[][]>;
  readonly signatureCheck: readonly number[];
  readonly requests: MeteredOperations;
  /** What one delete asks of DynamoDB: the baseline's, the peers' and ours. */
  readonly deletes: ReadonlyMap<string, readonly MeteredRequest[]>;
  readonly bulk: BulkDurations;
  readonly throughput: ReadonlyMap<string, readonly number[]>;
  /** Of one function with all cuts, and without each. */
  readonly cuts: Footprints;
}

/** One of each dialect. */
const WARM: readonly DeleteOperation[] = [OUR_DELETE, 'amili/delete-customer', 'beel/deactivate-customer'];

/** Measures everything, on the stack of this process. */
export async function measureAll(effort: Effort, progress: (what: string) => void): Promise<Results> {
  const load = () => loadavg()[0] as number;
  const before = load();
  const directory = mkdtempSync(join(tmpdir(), 'offboard-bench-'));
  try {
    progress('bundling');
    const candidates = await bundleCandidates(join(directory, 'functions'));
    const stubbed = await bundleCandidates(join(directory, 'stubbed'), WARM, [stubbedTransport]);
    const { raw, peers, ours } = candidates;
    const all = [raw, ...peers, ...ours];
    const client = runtimeClient();
    progress('initialization');
    const initialization = await measureInitialization(all, effort.initializations);
    progress(`first answers, on ${client.name}`);
    const removals = DELETES.map((operation) => ({ ...ourFunction(candidates, operation), operation }));
    const firstAnswer = await measureFirstAnswer([raw, ...peers, ...removals], client, effort.firstAnswers);
    progress('warm invocations, transport stubbed');
    const contenders = await Promise.all([
      ...[stubbed.raw, ...stubbed.peers].map((candidate) => contender(candidate)),
      ...WARM.map((operation) => contender(ourFunction(stubbed, operation), operation)),
    ]);
    const warm = { ...effort.warm, logLevel: 'error' } as const;
    const onStub = await measureWarm(contenders, warm);
    const quick = { ...warm, rounds: Math.ceil(warm.rounds / 3), logLevel: 'info' } as const;
    const logged = await measureWarm(
      contenders.filter(({ name }) => name === 'raw' || name === OUR_DELETE),
      quick,
    );
    progress('warm invocations, on the engine');
    const few = { ...warm, invocations: Math.ceil(warm.invocations / 8), warmUp: Math.ceil(warm.warmUp / 8) };
    const onEngine: Contender[] = [];
    for (const candidate of [raw, ...peers, ourFunction(candidates, OUR_DELETE)]) {
      const deletes = await newDeletes(OUR_DELETE, allInvocationsOf(few));
      onEngine.push({ ...candidate, events: deletes.map(({ event }) => event) });
    }
    const warmOnEngine = await measureWarm(onEngine, few);
    progress('what each cut buys');
    const cuts = await bundleCuts(join(directory, 'cuts'));
    const quickest = { ...quick, logLevel: 'error' } as const;
    const ofCuts = {
      sizes: sizesOf(cuts.plain),
      initialization: await measureInitialization(cuts.plain, effort.initializations),
      firstAnswer: await measureFirstAnswer(cuts.plain, client, effort.firstAnswers),
      stubbed: await measureWarm(await Promise.all(cuts.stubbed.map((cut) => contender(cut))), quickest),
    };
    progress('requests and capacity');
    const requests = await measureRequests();
    const ourDelete = ourFunction(candidates, OUR_DELETE);
    const deletes = await measureDeletes([raw, ...peers, ourDelete], client);
    const signatureCheck = await measureSignatureCheck(1_000);
    progress('bulk');
    const bulk = await measureBulk(effort.bulks);
    progress('requests per second');
    const throughput = await measureThroughput(raw, effort.throughput.rounds, effort.throughput.requests);
    return {
      runtimeClient: client.name,
      load: [before, load()],
      peers: peers.map(({ name }) => name),
      ours: ours.map(({ name }) => name),
      sizes: sizesOf(all),
      initialization,
      firstAnswer,
      stubbed: onStub,
      logged,
      onEngine: warmOnEngine,
      signatureCheck,
      requests,
      deletes,
      bulk,
      throughput,
      cuts: ofCuts,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const sizesOf = (candidates: readonly Candidate[]): Map<string, number> =>
  new Map(candidates.map((candidate) => [candidate.name, sizeOf(candidate)]));

const contender = async (
  candidate: Candidate,
  operation: DeleteOperation = OUR_DELETE,
): Promise<Contender> => ({
  ...candidate,
  events: [(await newDelete(operation)).event],
});
