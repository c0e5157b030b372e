import type { Context, DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import { allChanges } from '../../shared/streams/all-changes.ts';
import { eachChange } from '../../shared/streams/each-change.ts';
import { loggedBy } from '../support/log.ts';

const WORKER = 'workers/test';

const record = (number: number, more: Partial<DynamoDBRecord> = {}): DynamoDBRecord => ({
  eventID: `event-${number}`,
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: `p${number}` }, sk: { S: 'A' } },
    NewImage: { pk: { S: `p${number}` }, sk: { S: 'A' }, amount: { N: '1.5' }, tags: { SS: ['x'] } },
    SequenceNumber: String(number),
  },
  ...more,
});

const contextOf = (remaining: number) =>
  ({ awsRequestId: 'request', getRemainingTimeInMillis: () => remaining }) as Context;
const context = contextOf(60_000);

const line = (fields: Record<string, unknown>) => ({
  timestamp: expect.any(String),
  level: 'INFO',
  message: 'records',
  worker: WORKER,
  durationMs: expect.any(Number),
  requestId: 'request',
  ...fields,
});

describe('a worker of one change after the other', () => {
  it('reads the images, and names the call and its deadline', async () => {
    const seen: unknown[] = [];
    const handler = eachChange(WORKER, async (...given) => {
      seen.push(given);
      return 'seen';
    });
    const removed: DynamoDBRecord = {
      eventID: 'event-2',
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: {
        Keys: { pk: { S: 'p2' }, sk: { S: 'A' } },
        OldImage: { pk: { S: 'p2' }, sk: { S: 'A' } },
        SequenceNumber: '2',
      },
    };
    const now = performance.now();

    const { answer, lines } = await loggedBy(
      () => handler({ Records: [record(1), removed] }, context),
      'info',
    );

    expect(answer).toEqual({ batchItemFailures: [] });
    const invocation = { worker: WORKER, requestId: 'request', deadline: expect.any(Number) };
    expect(seen).toEqual([
      [
        {
          id: 'event-1',
          sequenceNumber: '1',
          kind: 'INSERT',
          keys: { pk: 'p1', sk: 'A' },
          before: undefined,
          after: { pk: 'p1', sk: 'A', amount: 1.5, tags: new Set(['x']) },
          isExpiry: false,
        },
        invocation,
      ],
      [
        {
          id: 'event-2',
          sequenceNumber: '2',
          kind: 'REMOVE',
          keys: { pk: 'p2', sk: 'A' },
          before: { pk: 'p2', sk: 'A' },
          after: undefined,
          isExpiry: true,
        },
        invocation,
      ],
    ]);
    const [[, { deadline }]] = seen as [[unknown, { deadline: number }]];
    // Four of its sixty seconds are kept back.
    expect(Math.round((deadline - now) / 1_000)).toBe(56);
    expect(lines).toEqual([line({ records: 2, done: 2, outcomes: { seen: 2 } })]);
  });

  it('ends at the first that fails, which comes again with all behind it', async () => {
    const seen: string[] = [];
    const handler = eachChange(WORKER, async ({ id }) => {
      seen.push(id);
      if (id === 'event-2') throw new Error('broken');
      return 'done';
    });

    const { answer, lines } = await loggedBy(
      () => handler({ Records: [record(1), record(2), record(3)] }, context),
      'info',
    );

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(seen).toEqual(['event-1', 'event-2']);
    expect(lines).toEqual([
      {
        timestamp: expect.any(String),
        level: 'ERROR',
        message: 'a worker failed, and tries again',
        worker: WORKER,
        requestId: 'request',
        pk: 'p2',
        sk: 'A',
        sequenceNumber: '2',
        error: expect.objectContaining({ message: 'broken' }),
      },
      line({ records: 3, done: 1, outcomes: { done: 1 } }),
    ]);
  });

  it('only warns where DynamoDB gave no answer in time: nothing is wrong with the record', async () => {
    const handler = eachChange(WORKER, async () => {
      throw new GaveUp('unknown', 'given up');
    });

    const { answer, lines } = await loggedBy(() => handler({ Records: [record(1)] }, context), 'warn');

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(lines.map(({ level }) => level)).toEqual(['WARN']);
  });

  it('ends when its time is over, but not before it has done one', async () => {
    const handler = eachChange(WORKER, async () => 'done');

    const { answer, lines } = await loggedBy(
      () => handler({ Records: [record(1), record(2)] }, contextOf(3_000)),
      'info',
    );

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(lines).toEqual([line({ records: 2, done: 1, outcomes: { done: 1 } })]);
  });

  it.each([
    ['without images', { dynamodb: { Keys: { pk: { S: 'p' }, sk: { S: 'A' } }, SequenceNumber: '1' } }],
    ['without a name', { eventID: undefined }],
  ])('fails for a record %s', async (_, more) => {
    const handler = eachChange(WORKER, async () => 'done');

    const { answer, lines } = await loggedBy(() => handler({ Records: [record(1, more)] }, context));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(lines.map(({ error }) => error)).toEqual([
      expect.objectContaining({ message: 'it is no stream record with both images' }),
    ]);
  });
});

describe('a worker of all changes at once', () => {
  it('is given them in their order, and tells what became of them', async () => {
    const handler = allChanges(WORKER, async (changes) => ({
      kept: changes.length,
      last: Number(changes.at(-1)?.sequenceNumber),
    }));

    const { answer, lines } = await loggedBy(
      () => handler({ Records: [record(1), record(2)] }, context),
      'info',
    );

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(lines).toEqual([line({ records: 2, done: 2, outcomes: { kept: 2, last: 2 } })]);
  });

  it('fails as a whole, so that Lambda halves the records', async () => {
    const handler = allChanges(WORKER, async () => {
      throw new Error('broken');
    });

    const { lines } = await loggedBy(async () => {
      await expect(handler({ Records: [record(1), record(2)] }, context)).rejects.toThrow('broken');
    });

    expect(lines).toEqual([
      {
        timestamp: expect.any(String),
        level: 'ERROR',
        message: 'a worker failed, and tries again',
        worker: WORKER,
        requestId: 'request',
        records: 2,
        sequenceNumber: '1',
        error: expect.objectContaining({ message: 'broken' }),
      },
    ]);
  });
});
