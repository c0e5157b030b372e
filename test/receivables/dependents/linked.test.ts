import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import { countLinked, type LinkPlace, readLinked } from '../../../shared/receivables/dependents/linked.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import {
  customerKey,
  type DependentRef,
  dependentKey,
  dependentRefOf,
} from '../../../shared/receivables/keys.ts';
import { answered, overtaken, withFates } from '../../support/faults.ts';
import { newScene, overwrite } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedDependent } from '../../support/store.ts';

/** A customer, and dependents of it by kind and id. */
async function linkedScene(...dependents: readonly (readonly [kind: string, id: string])[]) {
  const scene = newScene();
  const ref = scene.customer();
  await storeCustomer(ref);
  for (const [kind, id] of dependents) await storeDependent(ref, kind, id);
  return { ...scene, ref };
}

const named = ({ dependents }: { readonly dependents: readonly DependentItem[] }) =>
  dependents.map(({ pk }) => `${dependentRefOf(pk).kind} ${dependentRefOf(pk).id}`);

async function detach(ref: DependentRef): Promise<void> {
  const seen = (await storedDependent(ref)) as DependentItem;
  expect((await detachDependent(receivables(), seen, newStamp())).outcome).toBe('detached');
}

describe('readLinked', () => {
  it('reads what refers to a customer, as it is stored, page by page', async () => {
    const { ref, dependent } = await linkedScene(
      ['INVOICE', '3'],
      ['DOCUMENT', '2#x'],
      ['INVOICE', '1'],
      ['AR_ITEM', '9'],
      ['DOCUMENT', '2'],
    );
    const pages: string[][] = [];
    let after: LinkPlace | undefined;
    do {
      const page = await readLinked(receivables(), ref, { most: 2, after });
      pages.push(named(page));
      after = page.next;
    } while (after);
    expect(pages).toEqual([['AR_ITEM 9', 'DOCUMENT 2'], ['DOCUMENT 2#x', 'INVOICE 1'], ['INVOICE 3']]);
    const { dependents, next } = await readLinked(receivables(), ref, { most: 1 });
    expect(dependents).toEqual([await storedDependent(dependent('9', 'AR_ITEM'))]);
    expect(next).toEqual({ kind: 'AR_ITEM', id: '9' });
  });

  it('reads nothing of another customer', async () => {
    const { ref, customer } = await linkedScene(['INVOICE', '1']);
    await storeCustomer(customer('c2'));
    expect(await readLinked(receivables(), customer('c2'), { most: 2 })).toEqual({ dependents: [] });
    expect(named(await readLinked(receivables(), ref, { most: 2 }))).toEqual(['INVOICE 1']);
  });

  it('leaves out what has ended, or gone to another customer, since the index was read', async () => {
    const { ref, dependent, customer } = await linkedScene(
      ['INVOICE', '1'],
      ['INVOICE', '2'],
      ['INVOICE', '3'],
    );
    const moved = (await storedDependent(dependent('2'))) as DependentItem;
    const meanwhile = async () => {
      await detach(dependent('1'));
      await overwrite({ ...moved, customerKey: customerKey(customer('c2')) });
    };
    const table = withFates(receivables(), ({ name }) =>
      name === 'BatchGet' ? overtaken(meanwhile) : answered,
    );
    expect(named(await readLinked(table, ref, { most: 3 }))).toEqual(['INVOICE 3']);
  });
});

describe('countLinked', () => {
  it('counts links by kind, live ones only', async () => {
    const { ref, dependent } = await linkedScene(
      ['INVOICE', '1'],
      ['INVOICE', '2'],
      ['RECURRING_INVOICE', '1'],
      ['AR_ITEM', '1'],
    );
    expect(await countLinked(receivables(), ref)).toEqual({ INVOICE: 2, RECURRING_INVOICE: 1, AR_ITEM: 1 });
    await detach(dependent('1'));
    await detach(dependent('1', 'AR_ITEM'));
    expect(await countLinked(receivables(), ref)).toEqual({ INVOICE: 1, RECURRING_INVOICE: 1 });
  });

  it('counts nothing of a customer without links', async () => {
    const { ref } = await linkedScene();
    expect(await countLinked(receivables(), ref)).toEqual({});
  });

  it('counts beyond what one request reads', async () => {
    const { ref, dependent } = await linkedScene(['INVOICE', '0']);
    const first = (await storedDependent(dependent('0'))) as DependentItem;
    const ids = Array.from({ length: 2_001 }, (_, n) => `x${n}`);
    for (let start = 0; start < ids.length; start += 100)
      await Promise.all(
        ids.slice(start, start + 100).map((id) => overwrite({ ...first, pk: dependentKey(dependent(id)) })),
      );
    expect(await countLinked(receivables(), ref)).toEqual({ INVOICE: 2_002 });
  });
});
