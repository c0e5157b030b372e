import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import { createEach } from '../../../shared/receivables/customers/create-each.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { answered, type Fate, inConflict, timedOutBefore, withFates } from '../../support/faults.ts';
import { newScene } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';

function newRows(size: number) {
  const scene = newScene();
  const key = (value: string) => ({ name: 'TAXID', value, freedByDeletion: true });
  const rows = Array.from(
    { length: size },
    (_, n): NewCustomer => ({
      ref: scene.customer(`c${n}`),
      profile: { n },
      reference: {},
      uniqueKey: key(`T${n}`),
    }),
  );
  return { ...scene, key, rows };
}

const words = (outcomes: readonly { outcome: string }[]) => outcomes.map(({ outcome }) => outcome);

describe('creating each of many customers', () => {
  it('decides on each of them', async () => {
    const { rows, key, customer } = newRows(40);
    const [there, owner, stamp] = [rows[1]!.ref, customer('owner'), newStamp()];
    const item = await storeCustomer(there);
    await storeCustomer(owner, {}, {}, key('T2'));

    const outcomes = await createEach(receivables(), rows, stamp);

    expect(outcomes[0]).toEqual({ outcome: 'created', customer: await storedCustomer(rows[0]!.ref) });
    expect(outcomes[1]).toEqual({ outcome: 'exists', customer: item });
    expect(outcomes[2]).toEqual({ outcome: 'duplicate', owner: customerKey(owner) });
    expect(words(outcomes.slice(3))).toEqual(Array(37).fill('created'));
    expect(await storedCustomer(rows[39]!.ref)).toMatchObject({ profile: { n: 39 }, creation: stamp });
  });

  it('creates one of two with the same key', async () => {
    const { rows } = newRows(2);
    const twins = rows.map((row) => ({ ...row, uniqueKey: rows[0]!.uniqueKey! }));

    expect(words(await createEach(receivables(), twins, newStamp())).sort()).toEqual([
      'created',
      'duplicate',
    ]);
  });

  it('makes nothing of nothing', async () => {
    expect(await createEach(receivables(), [], newStamp())).toEqual([]);
  });

  it('leaves the rest where its time is over', async () => {
    const { rows } = newRows(40);
    const soonOver: Table = { ...receivables(), deadline: performance.now() + 20 };
    const slow: Fate = async (attempt) => {
      await attempt.wait(30);
      return answered(attempt);
    };

    const outcomes = await createEach(
      withFates(soonOver, () => slow),
      rows,
      newStamp(),
    );

    expect(words(outcomes)).toEqual([...Array(16).fill('created'), ...Array(24).fill('untouched')]);
    expect(await storedCustomer(rows[16]!.ref)).toBe(undefined);
  });

  it('tells what has changed nothing from what nobody knows', async () => {
    const { rows } = newRows(3);
    const denied: Fate = async () => {
      throw new Error('access denied');
    };
    const fates = [inConflict, timedOutBefore(1), denied];
    const soonOver = { ...receivables(), deadline: performance.now() + 50 };
    const table = withFates(
      soonOver,
      ({ input }) => fates[Number(input.TransactItems[0].Put.Item.profile.n)] as Fate,
    );

    const outcomes = await createEach(table, rows, newStamp());

    expect(words(outcomes)).toEqual(['untouched', 'unknown', 'failed']);
  });
});
