import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { StreamWorker } from '../../../functions/workers.ts';

/** What a worker gave up in one call: an object of the stage's bucket, or a file of the local stack. */
export interface GivenUp {
  /** The object's key, or the file. */
  readonly place: string;
  /** ISO 8601. */
  readonly at: string;
  /** Undefined where the object cannot be read, or where the service has no such worker. */
  readonly worker?: StreamWorker | undefined;
  /** How often it was tried, and why no more. */
  readonly why: string;
  /** In their order; none where the object cannot be read. */
  readonly records: readonly DynamoDBRecord[];
}

/** Where given-up records are kept, and how their workers are called. */
export interface Keeper {
  all(): Promise<readonly GivenUp[]>;
  /** Calls a worker with a record, as Lambda does. @returns what went wrong, or undefined where it is done */
  call(worker: StreamWorker, record: DynamoDBRecord): Promise<string | undefined>;
  remove(place: string): Promise<void>;
}

const text = () => z.object({ S: z.string() });

const events = z.object({
  Records: z
    .array(
      z.looseObject({
        eventID: z.string(),
        dynamodb: z.looseObject({
          SequenceNumber: z.string().check(z.regex(/^\d+$/)),
          Keys: z.object({ pk: text(), sk: text() }),
        }),
      }),
    )
    .check(z.minLength(1)),
});

/** The records of the event that the worker was called with. @throws where it is none of a stream */
export const recordsIn = (event: unknown): DynamoDBRecord[] =>
  events.parse(event).Records as unknown as DynamoDBRecord[];

/** What cannot be read is told of like the rest, and stays. */
export const unreadable = (place: string, at: string): GivenUp => ({
  ...{ place, at },
  why: 'it cannot be read',
  records: [],
});
