import { afterEach, describe, expect, it, vi } from 'vitest';
import { droppedAfter, type Fate, failedAfter, timedOutAfter } from '../support/faults.ts';
import { removals } from './removals.ts';
import { writesMeet } from './writes-meet.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a function sees where a write landed but its answer was lost. */
const losses: Readonly<Record<string, Fate>> = {
  'a dropped connection': droppedAfter,
  'a 500': failedAfter,
  'a time-out': timedOutAfter(5),
};

const OF_ONE_REQUEST = /^(requestId|at|by|pk|customerKey|listKey|listOrder|expiresAt)$/;

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
