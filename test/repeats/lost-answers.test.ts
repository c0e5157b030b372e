import { afterEach, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { enkashFailure } from '../support/envelopes.ts';
import {
  type Attempt,
  answered,
  droppedAfter,
  type Fate,
  failedAfter,
  timedOutAfter,
  withFates,
} from '../support/faults.ts';
import { loggedBy } from '../support/log.ts';
import { removals } from './removals.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const isWrite = ({ name }: Attempt): boolean => /^(Update|TransactWrite|BatchExecuteStatement)$/.test(name);

/** Gives the writes of this process these fates, in the order in which they are sent; all later ones are answered. */
function writesMeet(...fates: readonly Fate[]): { readonly sent: Attempt[] } {
  const sent: Attempt[] = [];
  const fateOf = (attempt: Attempt) =>
    isWrite(attempt) ? (fates[sent.push(attempt) - 1] ?? answered) : answered;
  const send = documentClient.send.bind(documentClient) as typeof documentClient.send;
  const { client } = withFates({ client: { send } as typeof documentClient, name: '' }, fateOf);
  vi.spyOn(documentClient, 'send').mockImplementation(client.send as typeof documentClient.send);
  return { sent };
}

/** What a function sees where a write landed but its answer was lost. */
const losses: Readonly<Record<string, Fate>> = {
  'a dropped connection': droppedAfter,
  'a 500': failedAfter,
  'a time-out': timedOutAfter(5),
};

const OF_ONE_REQUEST = /^(requestId|at|by|pk|customerKey|expiresAt)$/;

/** The stored items by kind, without what is different after any two requests. */
const comparable = (state: Map<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    [...state.values()].map((item) => [
      (item as { sk: string }).sk,
      JSON.parse(JSON.stringify(item), (key, value) => (OF_ONE_REQUEST.test(key) ? typeof value : value)),
    ]),
  );

describe.each(Object.entries(removals))('%s', (_, prepare) => {
  it.each(Object.entries(losses))(
    'tells the truth after %s in place of its first answer',
    async (_, loss) => {
      const undisturbed = await prepare();
      await undisturbed.send();
      const { send, done, state } = await prepare();
      const writes = writesMeet(loss);

      expect(await send()).toEqual(done);

      expect(writes.sent).toHaveLength(2);
      expect(writes.sent[1]?.input).toEqual(writes.sent[0]?.input);
      expect(comparable(await state())).toEqual(comparable(await undisturbed.state()));
    },
  );
});

describe('when every answer is lost', () => {
  it('says that it does not know, and then the truth to a repeat', async () => {
    const { send, repeated } = await (
      removals['enkash/customers/delete-customer'] as NonNullable<(typeof removals)[string]>
    )();
    const writes = writesMeet(...Array.from({ length: 10 }, () => droppedAfter));

    const { answer: unknown, lines } = await loggedBy(send);

    expect(unknown).toEqual({
      status: 500,
      body: enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'),
    });
    expect(writes.sent).toHaveLength(10);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'ERROR', operation: 'enkash/customers/delete-customer' }),
    ]);
    expect(await send()).toEqual(repeated);
  });
});
