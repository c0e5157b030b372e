import type { DynamoDBRecord } from 'aws-lambda';
import type { StreamWorker } from '../../../functions/workers.ts';
import { matchesAny } from '../../local/streams/matches.ts';
import type { GivenUp, Keeper } from './given-up.ts';

/** What there is of one object or file, and what became of it. */
export interface Told {
  readonly place: string;
  readonly worker: string | null;
  readonly at: string;
  readonly why: string;
  /** Key and place in the stream of each record. */
  readonly items: readonly string[];
  /** `waits` where nothing was tried, `done` where it was replayed and removed; it `remains` otherwise. */
  readonly outcome: 'waits' | 'done' | 'remains';
  /** Of what remains: what went wrong, with each record that is not done. */
  readonly errors?: readonly string[];
}

export interface RedriveOptions {
  /** Only tells what there is. */
  readonly dryRun: boolean;
  readonly report: (told: Told) => void;
}

/**
 * Replays what workers gave up, in the order in which it was written. An object is removed once all its records are done;
 * until then it stays whole, and what is done is done again at the next time, which changes nothing.
 *
 * Behind a record that fails again, later ones of the same item wait, so that they do not come before it. Those that the
 * stream told of since are done long ago: no replay can bring these into order.
 */
export async function redrive(keeper: Keeper, { dryRun, report }: RedriveOptions) {
  const failed = new Set<string>();
  const summary = { found: 0, done: 0 };
  for (const given of [...(await keeper.all())].sort(byPlaceInStream)) {
    const errors = dryRun ? undefined : await replay(keeper, given, failed);
    if (errors?.length === 0) {
      await keeper.remove(given.place);
      summary.done++;
    }
    summary.found++;
    report(told(given, errors));
  }
  return summary;
}

/** @returns what went wrong; nothing where all records are done */
async function replay(keeper: Keeper, { worker, records, why }: GivenUp, failed: Set<string>) {
  if (records.length === 0) return [why];
  if (!worker) return ['the service has no such worker'];
  const errors: string[] = [];
  // One by one: what a call takes at most is less than what Lambda puts into an object, and one that fails fails alone.
  for (const record of records) {
    const error = await replayOne(keeper, worker, record, failed);
    if (error !== undefined) errors.push(`${itemOf(record)}: ${error}`);
  }
  return errors;
}

async function replayOne(keeper: Keeper, worker: StreamWorker, record: DynamoDBRecord, failed: Set<string>) {
  if (!matchesAny(record, worker.trigger.filters)) return 'the worker does not follow such records';
  const item = `${worker.name} ${record.dynamodb?.Keys?.pk?.S} ${record.dynamodb?.Keys?.sk?.S}`;
  if (failed.has(item)) return 'an earlier record of its item is not done';
  const error = await keeper.call(worker, record);
  if (error !== undefined) failed.add(item);
  return error;
}

function told({ place, worker, at, why, records }: GivenUp, errors: readonly string[] | undefined): Told {
  const outcome = errors === undefined ? 'waits' : errors.length === 0 ? 'done' : 'remains';
  return {
    ...{ place, worker: worker?.name ?? null, at, why },
    items: records.map(itemOf),
    outcome,
    ...(outcome === 'remains' && errors && { errors }),
  };
}

const itemOf = ({ dynamodb }: DynamoDBRecord): string =>
  `${dynamodb?.Keys?.pk?.S} ${dynamodb?.Keys?.sk?.S} at ${dynamodb?.SequenceNumber}`;

/** What cannot be read comes first. */
const byPlaceInStream = (one: GivenUp, other: GivenUp): number => {
  const [first, second] = [numberOf(one), numberOf(other)];
  return first < second ? -1 : first > second ? 1 : 0;
};

/** Sequence numbers have more digits than a number holds. */
const numberOf = ({ records }: GivenUp): bigint => BigInt(records[0]?.dynamodb?.SequenceNumber ?? 0);
