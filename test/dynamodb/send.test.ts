import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import { backOff, newEffort, nextRound, sendRead, sendWrite } from '../../shared/dynamodb/send.ts';

const of = { message: 'm', $metadata: {} };

const cancelled = (...codes: (string | undefined)[]) =>
  new TransactionCanceledException({
    ...of,
    CancellationReasons: codes.map((Code) => (Code ? { Code } : {})),
  });

const withStatus = (httpStatusCode: number) =>
  new DynamoDBServiceException({ ...of, name: 'Whatever', $fault: 'server', $metadata: { httpStatusCode } });

const withCode = (code: string) => Object.assign(new Error(code), { code });

const named = (name: string) => Object.assign(new Error(name), { name });

const command = new GetCommand({ TableName: 't', Key: { pk: 'p', sk: 's' } });

/** A table whose client fails in these ways, one attempt after the other, and then answers. */
function failing(...errors: unknown[]) {
  const left = [...errors];
  const attempt = vi.fn(async () => {
    if (left.length > 0) throw left.shift();
    return 'done';
  });
  return { table: { name: 't', client: { send: attempt } as unknown as DynamoDBDocumentClient }, attempt };
}

/** Milliseconds since a test began: nothing takes time but waiting, and what a test says. */
let clock = 0;
/** What was waited for. */
let waits: number[] = [];

vi.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    clock += milliseconds;
    waits.push(milliseconds);
  },
}));

beforeEach(() => {
  clock = 0;
  waits = [];
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a write is repeated after', () => {
  it.each([
    ['throttling', new ThrottlingException(of)],
    ['throttling of the table', new ProvisionedThroughputExceededException(of)],
    ['throttling of the account', new RequestLimitExceeded(of)],
    ['a write in conflict', new TransactionConflictException(of)],
    ['a transaction under way', new TransactionInProgressException(of)],
    ['a transaction cancelled by a conflict', cancelled('None', 'TransactionConflict')],
    ['a transaction cancelled by throttling', cancelled('ThrottlingError', undefined)],
    ['a transaction cancelled by capacity', cancelled('None', 'ProvisionedThroughputExceeded')],
    ['a transaction cancelled for nothing', cancelled('None', undefined)],
    ['a conflict beside a failed condition', cancelled('TransactionConflict', 'ConditionalCheckFailed')],
  ])('%s, and it is known that nothing landed', async (_, error) => {
    const { table, attempt } = failing(error);
    const effort = newEffort(table);

    expect(await sendWrite(table, command, effort)).toBe('done');

    expect(attempt).toHaveBeenCalledTimes(2);
    expect(effort.unanswered).toBe(false);
  });

  it.each([
    ['500', new InternalServerError({ ...of, $metadata: { httpStatusCode: 500 } })],
    ['503', withStatus(503)],
    ['507', withStatus(507)],
    ['408', withStatus(408)],
    ['a time-out', named('TimeoutError')],
    ['a dropped connection', withCode('ECONNRESET')],
    ['a broken pipe', withCode('EPIPE')],
    ['a name that is not found', withCode('EAI_AGAIN')],
    ['what is no HTTP', withCode('HPE_INVALID_CONSTANT')],
    ['an answer that cannot be read', Object.assign(new SyntaxError('no JSON'), { $response: {} })],
  ])('%s, and it may have landed', async (_, error) => {
    const { table, attempt } = failing(error);
    const effort = newEffort(table);

    expect(await sendWrite(table, command, effort)).toBe('done');

    expect(attempt).toHaveBeenCalledTimes(2);
    expect(effort.unanswered).toBe(true);
  });
});

describe('a write is not repeated after', () => {
  it.each([
    ['a failed condition', new ConditionalCheckFailedException(of)],
    ['a transaction cancelled by a condition', cancelled('None', 'ConditionalCheckFailed')],
    ['a transaction cancelled by its own fault', cancelled('ValidationError', 'TransactionConflict')],
    ['a transaction cancelled without reasons', cancelled()],
    ['a transaction whose reasons are missing', new TransactionCanceledException(of)],
    ['a request that is not valid', withStatus(400)],
    ['a denied request', Object.assign(withStatus(400), { name: 'AccessDeniedException' })],
    ['an error of ours', new TypeError('undefined is not a function')],
    ['what is no error', 'no'],
  ])('%s', async (_, error) => {
    const { table, attempt } = failing(error);
    const effort = newEffort(table);

    await expect(sendWrite(table, command, effort)).rejects.toBe(error);

    expect(attempt).toHaveBeenCalledTimes(1);
    expect(effort.unanswered).toBe(false);
  });
});

/** Fails in the same way each time, `took` milliseconds after it was sent. */
function always(error: unknown, took: number) {
  const attempt = vi.fn(async () => {
    clock += took;
    throw error;
  });
  return { table: { name: 't', client: { send: attempt } as unknown as DynamoDBDocumentClient }, attempt };
}

describe('the waits between attempts', () => {
  it('grow, up to a limit', async () => {
    const { table } = failing(...Array.from({ length: 7 }, () => new ThrottlingException(of)));

    await sendWrite(table, command);

    expect(waits).toEqual([12.5, 25, 50, 100, 200, 200, 200]);
  });

  it('are drawn anew, from nothing up', async () => {
    for (const draw of [0.999, 0, 0.25]) vi.mocked(Math.random).mockReturnValueOnce(draw);

    for (let n = 0; n < 3; n++) await backOff(5);

    expect(waits).toEqual([399.6, 0, 100]);
  });
});

describe('time', () => {
  it('makes the waits for a turn short when little of it is left', async () => {
    const effort = { until: 1_600, unanswered: false, rounds: 8 };
    const { table } = failing(...Array.from({ length: 4 }, () => new TransactionConflictException(of)));

    await sendWrite(table, command, effort);
    for (const now of [0, 1_584]) {
      clock = now;
      await nextRound(effort, 'testing');
    }

    // A half of 25, 50, then of a sixteenth of 1,562.5 and of 1,513.7 ms.
    expect(waits.map(Math.round)).toEqual([13, 25, 49, 47, 50, 1]);
  });

  it('is eight seconds, however many attempts there are in it', async () => {
    const { table, attempt } = always(new ThrottlingException(of), 1);

    await expect(sendWrite(table, command)).rejects.toThrow(GaveUp);

    // 12.5, 25, 50 and 100 ms, then 200 ms, and one for each attempt.
    expect(attempt).toHaveBeenCalledTimes(44);
    expect(clock).toBeGreaterThanOrEqual(8_000);
    expect(clock).toBeLessThan(8_202);
  });

  it('is over at the deadline of the table, in the middle of whatever it is', async () => {
    const { table, attempt } = always(new ThrottlingException(of), 900);
    const request = { ...table, deadline: 1_000 };

    await expect(sendWrite(request, command)).rejects.toThrow(GaveUp);
    await expect(sendRead(request, command)).rejects.toThrow(GaveUp);

    // Two attempts of the write, and the one that whatever begins too late still has.
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  it.each([
    [0, 2_000],
    [6_500, 1_500],
    [7_900, 500],
    [9_000, 500],
  ])('of which %d ms are over leaves an attempt %d ms', async (now, requestTimeout) => {
    const { table, attempt } = failing();
    const effort = newEffort(table);
    clock = now;

    await sendWrite(table, command, effort);

    expect(attempt).toHaveBeenCalledWith(command, { requestTimeout });
  });
});

describe('giving up', () => {
  const conflict = new TransactionConflictException(of);
  const throttling = new ThrottlingException(of);
  const timeout = named('TimeoutError');
  const denied = withStatus(400);

  it.each([
    ['contended', sendWrite, [conflict]],
    ['throttled', sendWrite, [throttling]],
    ['throttled', sendRead, [throttling]],
    ['unread', sendRead, [timeout]],
    ['unknown', sendWrite, [timeout]],
    // What an attempt without an answer did, no later attempt tells.
    ['unknown', sendWrite, [timeout, conflict]],
    ['unknown', sendWrite, [timeout, throttling]],
    ['unknown', sendWrite, [timeout, denied]],
    ['unread', sendRead, [timeout, denied]],
  ] as const)('%s: %o after %o', async (known, send, errors) => {
    const { table } = failing(...errors);
    // The last attempt begins when the time is over.
    vi.mocked(performance.now).mockImplementation(() => (waits.length < errors.length - 1 ? 0 : 8_000));

    await expect(send({ ...table, deadline: 8_000 }, command)).rejects.toMatchObject({
      name: 'GaveUp',
      known,
      message: `given up: ${errors.at(-1)?.message}`,
      cause: errors.at(-1),
    });
  });

  it('does not hide a failed condition after an attempt without an answer', async () => {
    const error = new ConditionalCheckFailedException(of);
    const { table } = failing(timeout, error);
    const effort = newEffort(table);

    await expect(sendWrite(table, command, effort)).rejects.toBe(error);

    expect(effort.unanswered).toBe(true);
  });
});

describe('a round', () => {
  it('begins at once after the first, and later waits longer each time', async () => {
    const effort = newEffort(failing().table);

    for (let round = 0; round < 4; round++) await nextRound(effort, 'testing');

    expect(waits).toEqual([12.5, 25, 50]);
  });

  it.each([
    [false, 'contended'],
    [true, 'unknown'],
  ])(
    'does not begin when the time is over: with an unanswered attempt %s it is %s',
    async (unanswered, known) => {
      const effort = { until: 8_000, unanswered, rounds: 2 };
      clock = 8_000;

      await expect(nextRound(effort, 'testing')).rejects.toMatchObject({
        name: 'GaveUp',
        known,
        message: 'testing: other requests were faster until the time was over, 3 times',
      });
    },
  );
});
