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
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOff, hasPatience, newEffort, send } from '../../shared/dynamodb/send.ts';

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

/** Fails in these ways, one attempt after the other, and then succeeds. */
function failing(...errors: unknown[]) {
  const left = [...errors];
  return vi.fn(async () => {
    if (left.length > 0) throw left.shift();
    return 'done';
  });
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

describe('send repeats', () => {
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
  ])('%s, and knows that nothing landed', async (_, error) => {
    const attempt = failing(error);
    const effort = newEffort();

    expect(await send(attempt, effort)).toBe('done');

    expect(attempt).toHaveBeenCalledTimes(2);
    expect(effort.unanswered).toBe(false);
  });

  it.each([
    ['500', new InternalServerError({ ...of, $metadata: { httpStatusCode: 500 } })],
    ['503', withStatus(503)],
    ['507', withStatus(507)],
    ['a time-out', named('TimeoutError')],
    ['a dropped connection', withCode('ECONNRESET')],
    ['a broken pipe', withCode('EPIPE')],
    ['a name that is not found', withCode('EAI_AGAIN')],
  ])('%s, and knows that it may have landed', async (_, error) => {
    const attempt = failing(error);
    const effort = newEffort();

    expect(await send(attempt, effort)).toBe('done');

    expect(attempt).toHaveBeenCalledTimes(2);
    expect(effort.unanswered).toBe(true);
  });
});

describe('send does not repeat', () => {
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
    const attempt = failing(error);
    const effort = newEffort();

    await expect(send(attempt, effort)).rejects.toBe(error);

    expect(attempt).toHaveBeenCalledTimes(1);
    expect(effort.unanswered).toBe(false);
  });
});

describe('send', () => {
  it('makes ten attempts, and gives the last failure as it is', async () => {
    const errors = Array.from({ length: 10 }, () => new ThrottlingException(of));
    const attempt = failing(...errors);

    await expect(send(attempt)).rejects.toBe(errors[9]);

    expect(attempt).toHaveBeenCalledTimes(10);
  });

  it('waits longer and longer, up to a limit', async () => {
    await send(failing(...Array.from({ length: 7 }, () => new ThrottlingException(of))));

    expect(waits).toEqual([12.5, 25, 50, 100, 200, 200, 200]);
  });

  it('draws each wait anew, from nothing up', async () => {
    for (const draw of [0.999, 0, 0.25]) vi.mocked(Math.random).mockReturnValueOnce(draw);

    for (let n = 0; n < 3; n++) await backOff(5);

    expect(waits).toEqual([399.6, 0, 100]);
  });

  it('has patience for eight seconds, and repeats nothing after', async () => {
    const slow = vi.fn(async () => {
      clock += 3_900;
      throw new ThrottlingException(of);
    });

    await expect(send(slow)).rejects.toThrow(ThrottlingException);

    // At 0 s, 3.9 s and 7.8 s; after the third, 11.7 s are over.
    expect(slow).toHaveBeenCalledTimes(3);
  });

  it('makes one attempt, and no other, for an effort that took its time before', async () => {
    const effort = newEffort();
    clock = 7_999;
    expect(hasPatience(effort)).toBe(true);
    clock = 8_000;
    expect(hasPatience(effort)).toBe(false);
    const attempt = failing(new ThrottlingException(of));

    await expect(send(attempt, effort)).rejects.toThrow(ThrottlingException);

    expect(attempt).toHaveBeenCalledTimes(1);
    expect(await send(failing(), effort)).toBe('done');
  });

  it('remembers an attempt without an answer after a later failure', async () => {
    const effort = newEffort();
    const error = new ConditionalCheckFailedException(of);

    await expect(send(failing(named('TimeoutError'), error), effort)).rejects.toBe(error);

    expect(effort.unanswered).toBe(true);
  });

  it('remembers an attempt without an answer also when it was the last', async () => {
    const effort = newEffort();
    clock = 9_000;

    await expect(send(failing(named('TimeoutError')), effort)).rejects.toThrow('TimeoutError');

    expect(effort.unanswered).toBe(true);
  });
});
