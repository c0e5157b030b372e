import { describe, expect, it } from 'vitest';
import { brokenPromises, halfDone, type Kept } from './aftermath.ts';
import type { Call } from './clients.ts';

const CUSTOMER = 'beel#live:1#a';
const INVOICE = 'beel#live:1#INVOICE#b';

/** What is stored, with an index of the links in it. */
function kept(...given: readonly Record<string, unknown>[]): Kept {
  const items = given.map((item) => ({
    pk: CUSTOMER,
    sk: 'CUSTOMER',
    version: item.deletion ? 2 : 1,
    ...item,
  }));
  const linksOf = (pk: string) =>
    items.filter((item) => 'customerKey' in item && item.customerKey === pk).map((item) => item.pk);
  return {
    items: new Map(items.map((item) => [item.pk, item])),
    indexed: new Map(items.filter(({ sk }) => sk === 'CUSTOMER').map(({ pk }) => [pk, linksOf(pk)])),
  };
}

const invoice = { pk: INVOICE, sk: 'INVOICE', customerKey: CUSTOMER };
const nothing = kept();
const created: Call = { action: 'create', key: CUSTOMER, outcome: 'done' };
const attached: Call = { action: 'attach', key: INVOICE, outcome: 'done' };
const removed = (outcome: Call['outcome']): Call => ({ action: 'delete', key: CUSTOMER, outcome });
const detached = (outcome: Call['outcome']): Call => ({ action: 'detach', key: INVOICE, outcome });
const restored = (outcome: Call['outcome']): Call => ({ action: 'restore', key: CUSTOMER, outcome });
const unanswered: Call = { action: 'create', outcome: 'unknown' };

describe('promises', () => {
  it.each<[string, Call[], Kept]>([
    ['what was done is there', [created, attached], kept({ linkCount: 1 }, invoice)],
    ['what was deleted is deleted', [created, removed('done')], kept({ linkCount: 0, deletion: {} })],
    ['what may have been deleted is there', [created, removed('unknown')], kept({ linkCount: 0 })],
    [
      'what may have been deleted is deleted',
      [created, removed('unknown')],
      kept({ linkCount: 0, deletion: {} }),
    ],
    [
      'what was deleted and restored is there',
      [created, removed('done'), restored('done')],
      kept({ linkCount: 0, version: 3 }),
    ],
    [
      'what may have been restored is there',
      [created, removed('done'), restored('unknown')],
      kept({ linkCount: 0, version: 3 }),
    ],
    [
      'what was restored may have been deleted again',
      [created, removed('done'), restored('done'), removed('unknown')],
      kept({ linkCount: 0, deletion: {}, version: 4 }),
    ],
    ['what was refused is there', [created, removed('refused')], kept({ linkCount: 1 })],
    ['what had no answer is there', [unanswered], kept({ linkCount: 0 })],
    ['what had no answer is not there', [unanswered], nothing],
  ])('are kept where %s', (_, calls, state) => {
    expect(brokenPromises(calls, state, nothing)).toEqual([]);
  });

  it.each<[string, Call[], Kept]>([
    [`${CUSTOMER} is gone`, [created], nothing],
    [`${INVOICE} is gone`, [created, attached], kept({ linkCount: 0 })],
    [`${CUSTOMER} was deleted, and is back`, [created, removed('done')], kept({ linkCount: 0 })],
    [`${INVOICE} was deleted, and is back`, [attached, detached('done')], kept(invoice)],
    [`${CUSTOMER} is deleted, and nobody did it`, [created, removed('refused')], kept({ deletion: {} })],
    [
      `${CUSTOMER} was deleted, and is back`,
      [created, removed('done'), restored('done'), removed('done')],
      kept({ linkCount: 0 }),
    ],
    [
      `${CUSTOMER} is deleted, and nobody did it`,
      [created, removed('done'), restored('done')],
      kept({ deletion: {} }),
    ],
    ['1 unknown CUSTOMERs of 0 unanswered requests', [], kept({ linkCount: 0 })],
  ])('are broken: %s', (problem, calls, state) => {
    expect(brokenPromises(calls, state, nothing)).toEqual([problem]);
  });
});

describe('nothing is half done', () => {
  it.each([
    ['a customer and its link', kept({ linkCount: 1 }, invoice)],
    ['a customer that was deleted and restored', kept({ linkCount: 0, version: 3 })],
    ['a link that ended', kept({ linkCount: 0 }, { pk: INVOICE, sk: 'INVOICE', deletion: {} })],
    [
      'a customer and its tax id',
      kept(
        { linkCount: 0, profile: { nif: 'B1' } },
        { pk: 'beel#live:1#NIF#B1', sk: 'NIF', version: undefined, holder: CUSTOMER },
      ),
    ],
  ])('in %s', (_, state) => {
    expect(halfDone(state)).toEqual([]);
  });

  it.each([
    [`${CUSTOMER} counts 0 links and has 1`, kept({ linkCount: 0 }, invoice)],
    [`${CUSTOMER} counts 1 links and has 0`, kept({ linkCount: 1 })],
    [`${CUSTOMER} is deleted and has 1 links`, kept({ linkCount: 1, deletion: {} }, invoice)],
    [
      `the index has other links of ${CUSTOMER}`,
      { ...kept({ linkCount: 0 }), indexed: new Map([[CUSTOMER, [INVOICE]]]) },
    ],
    [`${INVOICE} is half deleted`, kept({ linkCount: 1 }, { ...invoice, deletion: {} })],
    [`${CUSTOMER} is half deleted`, kept({ linkCount: 0, version: 2 })],
    [
      'beel#live:1#NIF#B1 is claimed by nobody',
      kept({ pk: 'beel#live:1#NIF#B1', sk: 'NIF', version: undefined, holder: CUSTOMER }),
    ],
    [`${CUSTOMER} has no claim to its tax id`, kept({ linkCount: 0, profile: { nif: 'B1' } })],
  ])('but here: %s', (problem, state) => {
    expect(halfDone(state)).toEqual([problem]);
  });
});
