import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer, type NewCustomer } from '../../../shared/receivables/customers/create.ts';
import { createCustomers } from '../../../shared/receivables/customers/create-many.ts';
import { uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { customerItemKey, customerKey } from '../../../shared/receivables/keys.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import {
  answered,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
} from '../../support/faults.ts';
import {
  expectRemoved,
  expire,
  expireCustomer,
  fencedBy,
  newScene,
  outOfTime,
  overwrite,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

/** More than one transaction holds. */
const MANY = 35;
/** A row of the second transaction, and how the tests call the first one's. */
const [FIRST, SECOND, LAST] = [0, 1, MANY - 1];

/** Customers to be made, each with a key of its own. */
function newBatch(size = MANY) {
  const scene = newScene();
  const key = (n: number) => ({ name: 'TAXID', value: `T${n}`, freedByDeletion: true });
  const wanted = Array.from(
    { length: size },
    (_, n): NewCustomer => ({
      ref: scene.customer(`c${n}`),
      profile: { n },
      reference: { request: 'mine' },
      uniqueKey: key(n),
    }),
  );
  const ref = (n: number) => wanted[n]!.ref;
  const rival = scene.customer('rival');
  /** Another customer takes the key of a row. */
  const rivalTakes = (n: number) => storeCustomer(rival, {}, {}, key(n));
  const state = () => tenantState(scene.vendor, scene.tenant);
  const ids = async () =>
    [...(await state()).values()]
      .map((item) => (item as CustomerItem).pk.split('#').slice(2).join('#'))
      .sort();
  return { ...scene, wanted, ref, key, rival, rivalTakes, state, ids };
}

type Batch = ReturnType<typeof newBatch>;

const create = ({ wanted }: Batch, table: Table = receivables(), stamp = newStamp()) =>
  createCustomers(table, wanted, stamp);

/** The customer of a row as it is made. */
const made = ({ ref }: Batch, n: number, stamp: Stamp, settled?: Set<string>) => ({
  ...customerItemKey(ref(n)),
  linkCount: 0,
  profile: { n },
  reference: { request: 'mine' },
  creation: stamp,
  update: stamp,
  version: 1,
  ...(settled && { settled }),
});

/** Everything of a batch as it is made. */
const madeState = (batch: Batch, stamp: Stamp) =>
  new Map<string, unknown>(
    batch.wanted.flatMap<readonly [string, unknown]>(({ ref }, n) => {
      const key = uniqueItemKey(batch, batch.key(n));
      return [
        [`${customerKey(ref)} CUSTOMER`, made(batch, n, stamp)],
        [`${key.pk} ${key.sk}`, { ...key, holder: customerKey(ref) }],
      ] as const;
    }),
  );

/** The check and the first transaction are answered; then these. */
const afterTheFirst = (...fates: Fate[]) => tableWith(answered, answered, ...fates);

const none = new Map();
const onlyTheRival = ['TAXID#T34', 'rival'];

describe('creating many customers', () => {
  it('makes all of them, with their keys', async () => {
    const batch = newBatch();
    const stamp = newStamp();

    const result = await create(batch, receivables(), stamp);

    const customers = batch.wanted.map((_, n) => made(batch, n, stamp));
    expect(result).toEqual({ outcome: 'created', customers, made: MANY });
    expect(await batch.state()).toEqual(madeState(batch, stamp));
  });

  it('takes one read and a transaction for each 33', async () => {
    const sent: string[] = [];
    const batch = newBatch();

    await create(
      batch,
      tableWith(
        ...Array.from({ length: 9 }, () => (attempt: Parameters<Fate>[0]) => {
          sent.push(attempt.name);
          return attempt.apply();
        }),
      ),
    );

    expect(sent).toEqual(['BatchGet', 'TransactWrite', 'TransactWrite']);
  });

  it('needs no unique keys', async () => {
    const { uniqueKey: _, ...bare } = newBatch(1).wanted[0]!;

    expect((await createCustomers(receivables(), [bare], newStamp())).outcome).toBe('created');

    expect(await storedCustomer(bare.ref)).toMatchObject({ version: 1 });
  });

  it('tells every row that is in the way before anything is written', async () => {
    const batch = newBatch();
    const [there] = [await storeCustomer(batch.ref(SECOND)), await batch.rivalTakes(LAST)];
    const before = await batch.state();

    expect(await create(batch)).toEqual({
      outcome: 'refused',
      rows: new Map<number, unknown>([
        [SECOND, { outcome: 'exists', customer: there }],
        [LAST, { outcome: 'duplicate', owner: customerKey(batch.rival) }],
      ]),
      made: 0,
      left: none,
    });

    expect(await batch.state()).toEqual(before);
  });

  it('takes over the keys of customers that are deleted, or gone, and the place of a fence', async () => {
    const batch = newBatch(3);
    const [deleted, gone] = [batch.customer('deleted'), batch.customer('gone')];
    await storeCustomer(deleted, {}, {}, batch.key(0));
    await expectRemoved(deleted, 'deletion');
    await storeCustomer(gone, {}, {}, batch.key(1));
    await expireCustomer(gone);
    const refusedRequest = newStamp();
    await overwrite({
      ...customerItemKey(batch.ref(2)),
      linkCount: 0,
      reference: {},
      ...fencedBy(refusedRequest),
    });
    const stamp = newStamp();

    expect((await create(batch, receivables(), stamp)).outcome).toBe('created');

    const settled = new Set([settledName(refusedRequest), refusedName(refusedRequest)]);
    expect(await storedCustomer(batch.ref(2))).toEqual(made(batch, 2, stamp, settled));
    expect((await batch.state()).get(`${uniqueItemKey(batch, batch.key(0)).pk} TAXID`)).toMatchObject({
      holder: customerKey(batch.ref(0)),
    });
  });

  it('leaves a key that its deletion does not free, and an id that may not be used again', async () => {
    const batch = newBatch(2);
    const bound = batch.wanted.map((each, n) =>
      n === 0 ? { ...each, uniqueKey: { ...batch.key(0), freedByDeletion: false } } : each,
    );
    await storeCustomer(batch.rival, {}, {}, batch.key(0));
    await expectRemoved(batch.rival, 'deletion');
    await storeCustomer(batch.ref(1));
    await expectRemoved(batch.ref(1), 'deletion');

    const result = await createCustomers(receivables(), bound, newStamp());

    expect(result).toEqual({
      outcome: 'refused',
      rows: new Map<number, unknown>([
        [0, { outcome: 'duplicate', owner: customerKey(batch.rival) }],
        [1, { outcome: 'exists', customer: await storedCustomer(batch.ref(1)) }],
      ]),
      made: 0,
      left: none,
    });
    const reusing = [{ ...batch.wanted[1]!, reuseErasedId: true }];
    expect((await createCustomers(receivables(), reusing, newStamp())).outcome).toBe('created');
  });

  it('learns of what changes between its check and its write', async () => {
    const batch = newBatch(2);
    const comesAndGoes = overtaken(async () => {
      await batch.rivalTakes(0);
      await expectRemoved(batch.rival, 'deletion');
      await overwrite({
        ...customerItemKey(batch.ref(1)),
        linkCount: 0,
        reference: {},
        ...fencedBy(newStamp()),
      });
    });

    expect((await create(batch, tableWith(answered, comesAndGoes))).outcome).toBe('created');
  });
});

describe('creating many customers, where another request is faster than the last of them', () => {
  const race = (batch: Batch) => overtaken(() => batch.rivalTakes(LAST));
  const duplicate = ({ rival }: Batch) =>
    new Map([[LAST, { outcome: 'duplicate', owner: customerKey(rival) }]]);

  it('takes the others back, as if they had never been there', async () => {
    const batch = newBatch();

    const result = await create(batch, afterTheFirst(race(batch)));

    expect(result).toEqual({ outcome: 'refused', rows: duplicate(batch), made: 33, left: none });
    expect(await batch.ids()).toEqual(onlyTheRival);
  });

  it('gives back the place of a fence', async () => {
    const batch = newBatch();
    const [refusedRequest, stamp] = [newStamp(), newStamp()];
    await overwrite({
      ...customerItemKey(batch.ref(SECOND)),
      linkCount: 0,
      reference: {},
      ...fencedBy(refusedRequest),
    });

    await create(batch, afterTheFirst(race(batch)), stamp);

    expect(await batch.ids()).toEqual(['TAXID#T34', 'c1', 'rival']);
    expect(await storedCustomer(batch.ref(SECOND))).toEqual({
      ...customerItemKey(batch.ref(SECOND)),
      linkCount: 0,
      reference: {},
      ...fencedBy(stamp),
      version: 2,
      settled: new Set([...fencedBy(refusedRequest).settled, ...fencedBy(stamp).settled]),
    });
  });

  it('is refused by a customer under the id of a row too', async () => {
    const batch = newBatch();
    let there: unknown;
    const taken = overtaken(async () => {
      there = await storeCustomer(batch.ref(LAST));
    });

    const result = await create(batch, afterTheFirst(taken));

    expect(result).toEqual({
      outcome: 'refused',
      rows: new Map([[LAST, { outcome: 'exists', customer: there }]]),
      made: 33,
      left: none,
    });
    expect(await batch.ids()).toEqual(['c34']);
  });

  /** What others do to a customer before it is taken back, and what is left of the batch then. */
  const meanwhile: Record<string, (batch: Batch, n: number) => Promise<unknown>> = {
    '[linkCount] referred to': ({ ref }, n) => storeDependent(ref(n), 'INVOICE', 'd1'),
    '[version] changed': async ({ ref }, n) =>
      updateCustomer(receivables(), ref(n), (await storedCustomer(ref(n)))!, { profile: {} }, newStamp()),
    '[version] deleted': ({ ref }, n) => expectRemoved(ref(n), 'deletion'),
  };

  describe.each(Object.entries(meanwhile))('what was %s meanwhile', (_, change) => {
    it('stays, and is told', async () => {
      const batch = newBatch();
      const rivals = overtaken(async () => {
        await batch.rivalTakes(LAST);
        await change(batch, SECOND);
      });

      const result = await create(batch, afterTheFirst(rivals));

      const left = new Map([[SECOND, { outcome: 'kept' }]]);
      expect(result).toEqual({ outcome: 'refused', rows: duplicate(batch), made: 33, left });
      const ids = await batch.ids();
      expect(ids.filter((id) => !id.startsWith('INVOICE'))).toEqual(['TAXID#T1', 'TAXID#T34', 'c1', 'rival']);
    });

    it('stays where a fence was to take its place', async () => {
      const batch = newBatch();
      const late = heldBack();
      const rivals = overtaken(async () => {
        await batch.rivalTakes(LAST);
        await change(batch, FIRST);
      });
      const stamp = newStamp();

      const result = await create(batch, tableWith(answered, late.fate, answered, rivals), stamp);

      expect(result).toMatchObject({ outcome: 'refused', left: new Map([[FIRST, { outcome: 'kept' }]]) });
      expect(await storedCustomer(batch.ref(FIRST))).toMatchObject({ reference: { request: 'mine' } });
    });
  });

  it.each([
    ['', FIRST],
    [' where a fence was to take the place', SECOND],
  ])('[creation] leaves a customer that was made anew under its id%s', async (_, n) => {
    const batch = newBatch();
    const other = newStamp();
    const anew = { ...made(batch, n, other), reference: {} };
    const rivals = overtaken(async () => {
      await batch.rivalTakes(LAST);
      await overwrite(anew);
    });
    if (n === SECOND)
      await overwrite({
        ...customerItemKey(batch.ref(n)),
        linkCount: 0,
        reference: {},
        ...fencedBy(newStamp()),
      });

    const result = await create(batch, afterTheFirst(rivals));

    expect(result).toEqual({
      outcome: 'refused',
      rows: duplicate(batch),
      made: 33,
      left: new Map([[n, { outcome: 'replaced' }]]),
    });
    expect(await storedCustomer(batch.ref(n))).toEqual(anew);
  });

  it('[owner] reports a customer that does not own its key, and leaves both', async () => {
    const batch = newBatch();
    const foreign = { ...uniqueItemKey(batch, batch.key(SECOND)), holder: customerKey(batch.rival) };
    const rivals = overtaken(async () => {
      await batch.rivalTakes(LAST);
      await overwrite(foreign);
    });

    const result = await create(batch, afterTheFirst(rivals));

    const cause = new Error(`${customerKey(batch.ref(SECOND))} does not own its unique key`);
    expect(result).toMatchObject({ left: new Map([[SECOND, { outcome: 'failed', cause }]]) });
    expect(await batch.ids()).toEqual(['TAXID#T1', 'TAXID#T34', 'c1', 'rival']);
  });
});

describe('creating many customers without an answer', () => {
  it.each([
    ['the first transaction', [answered, droppedAfter]],
    ['the last transaction', [answered, answered, droppedAfter]],
    ['the check', [droppedAfter]],
  ])('is told that it landed: %s', async (_, fates) => {
    const batch = newBatch();
    const stamp = newStamp();

    expect(await create(batch, tableWith(...fates), stamp)).toMatchObject({ outcome: 'created', made: MANY });

    expect(await batch.state()).toEqual(madeState(batch, stamp));
  });

  it('keeps a late attempt from making again what was taken back', async () => {
    const batch = newBatch();
    const late = heldBack();
    const stamp = newStamp();
    const race = overtaken(() => batch.rivalTakes(LAST));

    const result = await create(batch, tableWith(answered, late.fate, answered, race), stamp);
    await late.arrive();

    expect(result).toMatchObject({ outcome: 'refused', left: none });
    expect(await batch.ids()).toEqual(['TAXID#T34', 'c0', 'rival']);
    expect(await storedCustomer(batch.ref(FIRST))).toEqual({
      ...customerItemKey(batch.ref(FIRST)),
      linkCount: 0,
      reference: {},
      ...fencedBy(stamp),
      version: 2,
    });
    await expectRemoved(batch.rival, 'deletion');
    expect((await create(batch)).outcome).toBe('created');
  });

  it('keeps a late attempt from landing after the refusal', async () => {
    const batch = newBatch(2);
    const late = heldBack();
    const rivalIsFaster = overtaken(() => batch.rivalTakes(1));

    const result = await create(batch, tableWith(answered, late.fate, rivalIsFaster));
    await expectRemoved(batch.rival, 'deletion');
    await late.arrive();

    expect(result).toMatchObject({ outcome: 'refused', left: none });
    expect(await batch.ids()).toEqual(['TAXID#T1', 'c0', 'rival']);
    expect((await storedCustomer(batch.ref(FIRST)))?.deletion).toBeDefined();
  });

  it('is a success when an attempt arrives just before it is shut out', async () => {
    const batch = newBatch(2);
    const late = heldBack();
    const stamp = newStamp();
    const rivalIsFaster = overtaken(() => batch.rivalTakes(1));
    const lastMoment = overtaken(async () => {
      await expire(uniqueItemKey(batch, batch.key(1)));
      await expireCustomer(batch.rival);
      await late.arrive();
    });

    const result = await create(batch, tableWith(answered, late.fate, rivalIsFaster, lastMoment), stamp);

    expect(result).toMatchObject({ outcome: 'created', made: 2 });
    expect(await batch.state()).toEqual(madeState(batch, stamp));
  });

  it('takes back though the answer of that is lost', async () => {
    const batch = newBatch();
    const race = overtaken(() => batch.rivalTakes(LAST));

    const result = await create(batch, afterTheFirst(race, answered, droppedAfter));

    expect(result).toMatchObject({ outcome: 'refused', left: none });
    expect(await batch.ids()).toEqual(onlyTheRival);
  });

  it('recognizes the fence that it has set in the place of one', async () => {
    const batch = newBatch();
    const late = heldBack();
    const race = overtaken(() => batch.rivalTakes(LAST));

    const result = await create(
      batch,
      tableWith(answered, late.fate, answered, race, answered, droppedAfter),
    );

    expect(result).toMatchObject({ outcome: 'refused', left: none });
    expect(await batch.ids()).toEqual(['TAXID#T34', 'c0', 'rival']);
  });

  it('does not know what becomes of a customer that was referred to while it was taken back', async () => {
    const batch = newBatch();
    const late = heldBack();
    const race = overtaken(() => batch.rivalTakes(LAST));
    const attached = overtaken(() => storeDependent(batch.ref(SECOND)));

    const result = await create(batch, afterTheFirst(race, answered, late.fate, attached));

    expect(result).toMatchObject({
      outcome: 'refused',
      left: new Map([[SECOND, { outcome: 'unknown', cause: expect.any(Error) }]]),
    });
    expect(await storedCustomer(batch.ref(FIRST))).toBe(undefined);
    await late.arrive();
    expect((await storedCustomer(batch.ref(SECOND)))?.linkCount).toBe(1);
  });
});

describe('creating many customers out of time', () => {
  /** Some milliseconds are left, of which all attempts in conflict use up the part for creating. */
  const soonOver = (table: Table): Table => ({ ...table, deadline: performance.now() + 150 });
  const conflicts = Array<Fate>(60).fill(inConflict);

  it('takes back what it has made, and says why', async () => {
    const batch = newBatch();
    let writes = 0;
    const table = tableWith(
      answered,
      answered,
      ...conflicts.map(
        (fate): Fate =>
          (attempt) =>
            attempt.input.TransactItems.length < 66 ? fate(attempt) : answered(attempt),
      ),
    );
    const counted = {
      ...table,
      client: {
        send: (command: unknown) => {
          writes++;
          return table.client.send(command as never);
        },
      },
    };

    const result = await create(batch, soonOver(counted as unknown as Table));

    expect(result).toMatchObject({
      outcome: 'failed',
      cause: { name: 'GaveUp', known: 'contended' },
      left: none,
    });
    expect(await batch.ids()).toEqual([]);
    expect(writes).toBeGreaterThan(3);
  });

  it('leaves what there is no time to take back, and tells it row by row', async () => {
    const batch = newBatch();

    const result = await create(batch, outOfTime(tableWith(answered, answered, inConflict, inConflict)));

    expect(result.outcome === 'failed' && result.left.size).toBe(33);
    expect(result).toMatchObject({
      left: expect.toSatisfy((left) => left.get(FIRST).outcome === 'untouched'),
    });
    expect(await batch.ids()).toHaveLength(66);
  });

  it('knows that nothing landed where the last attempt is shut out', async () => {
    const batch = newBatch(2);
    const stamp = newStamp();

    const result = await create(batch, outOfTime(tableWith(answered, droppedBefore)), stamp);

    expect(result).toMatchObject({ outcome: 'failed', cause: { known: 'unknown' }, left: none });
    expect(await batch.ids()).toEqual(['c0']);
    expect(await storedCustomer(batch.ref(FIRST))).toMatchObject({ deletion: stamp });
  });

  it('is a success where the last attempt turns out to have landed', async () => {
    const batch = newBatch(2);

    expect(await create(batch, outOfTime(tableWith(answered, droppedAfter)))).toMatchObject({
      outcome: 'created',
      made: 2,
    });
  });

  it('does not know of customers that it could not shut out', async () => {
    const batch = newBatch(2);

    const result = await create(batch, outOfTime(tableWith(answered, droppedAfter, droppedBefore)));

    const unknown = { outcome: 'unknown', cause: expect.objectContaining({ known: 'unknown' }) };
    expect(result).toMatchObject({
      outcome: 'failed',
      left: new Map([
        [0, unknown],
        [1, unknown],
      ]),
    });
  });

  it('gives up where its rounds are over', async () => {
    const batch = newBatch(1);
    const rival = overtaken(async () => {
      await batch.rivalTakes(0);
      await expectRemoved(batch.rival, 'deletion');
    });

    expect(await create(batch, outOfTime(tableWith(answered, rival)))).toMatchObject({
      outcome: 'failed',
      cause: {
        message: `creating ${customerKey(batch.ref(0))} and others: other requests were faster until the time was over, 1 times`,
      },
    });
  });
});

describe('a repeat of creating many customers', () => {
  const later = (): Stamp => ({ ...newStamp(), at: new Date(Date.now() + 61_000).toISOString() });
  const repeat = ({ wanted }: Batch, stamp: Stamp, table = receivables()) =>
    createCustomers(table, wanted, stamp, { isRepeat: ({ reference }) => reference.request === 'mine' });

  it('makes nothing where all are there, even those that are deleted since', async () => {
    const batch = newBatch();
    await create(batch);
    await expectRemoved(batch.ref(LAST), 'deletion');
    const before = await batch.state();

    const result = await repeat(batch, newStamp());

    const customers = batch.wanted.map(({ ref }) => before.get(`${customerKey(ref)} CUSTOMER`));
    expect(result).toEqual({ outcome: 'created', customers, made: 0 });
    expect(await batch.state()).toEqual(before);
  });

  it('completes what a process that died has begun, once it is surely dead', async () => {
    const batch = newBatch();
    await createCustomers(receivables(), batch.wanted.slice(0, 33), newStamp());

    expect(await repeat(batch, newStamp())).toEqual({ outcome: 'underWay' });
    expect(await batch.ids()).toHaveLength(66);

    expect(await repeat(batch, later())).toMatchObject({ outcome: 'created', made: 2 });
    expect(await batch.ids()).toHaveLength(70);
  });

  it('names what that process has left where it is refused itself', async () => {
    const batch = newBatch();
    await createCustomers(receivables(), batch.wanted.slice(0, 2), newStamp());
    await batch.rivalTakes(LAST);

    expect(await repeat(batch, later())).toEqual({
      outcome: 'refused',
      rows: new Map([[LAST, { outcome: 'duplicate', owner: customerKey(batch.rival) }]]),
      made: 0,
      left: new Map([
        [0, { outcome: 'earlier' }],
        [1, { outcome: 'earlier' }],
      ]),
    });
  });

  it('that meets the first makes room for it', async () => {
    const batch = newBatch();
    const first = overtaken(() => createCustomer(receivables(), batch.wanted[LAST]!, newStamp()));

    expect(await repeat(batch, newStamp(), afterTheFirst(first))).toEqual({ outcome: 'underWay' });

    expect(await batch.ids()).toEqual(['TAXID#T34', 'c34']);
  });

  it('of customers that another request made there is refused', async () => {
    const batch = newBatch(2);
    const other = await storeCustomer(batch.ref(0), {}, { request: 'other' });

    expect(await repeat(batch, newStamp())).toEqual({
      outcome: 'refused',
      rows: new Map([[0, { outcome: 'exists', customer: other }]]),
      made: 0,
      left: none,
    });
  });
});
