import { describe, expect, it } from 'vitest';
import type { CustomerRequest } from './customer-model.ts';
import type { DependentRequest } from './dependent-model.ts';
import { type Recorded, violationsIn } from './history.ts';

/** A request on the customer c, sent and answered at these milliseconds. */
const said = (name: string, invoked: number, returned: number, request: CustomerRequest): Recorded => ({
  name,
  invoked,
  returned,
  testimony: { customers: [['c', request]], dependents: [] },
});

/** A request on the dependent d, likewise. */
const onDependent = (
  name: string,
  invoked: number,
  returned: number,
  request: DependentRequest,
): Recorded => ({
  name,
  invoked,
  returned,
  testimony: { customers: [], dependents: [['d', request]] },
});

const created = said('#1 create', 0, 1, { did: 'create', answer: 'created' });
const attached = said('#2 attach', 2, 3, { did: 'attach', dependents: ['d1'], answer: 'done' });

const rest = (
  status: 'active' | 'inactive' | 'gone',
  links: string[] = [],
  linkCount = links.length,
  updates = 0,
) =>
  said('at rest', 100, 100, {
    did: 'rest',
    answer: { status, links, linkCount, updates, isProtected: false },
  });

/** At rest a customer that was deleted, and what it was before. */
const deleted = (status: 'active' | 'inactive' = 'active', updates = 0) =>
  said('at rest', 100, 100, {
    did: 'rest',
    answer: {
      ...{ status: 'gone', links: [], linkCount: 0, updates: 0, isProtected: false },
      kept: { status, updates },
    },
  });

const asMade = { status: 'active', linkCount: 0, updates: 0, isProtected: false } as const;

const found = (name: string, invoked: number, returned: number, linkCount: number) =>
  said(name, invoked, returned, { did: 'read', answer: { ...asMade, linkCount } });

describe('a history that is true', () => {
  it.each<[string, Recorded[]]>([
    ['nothing happened', []],
    ['one after the other', [created, attached, rest('active', ['d1'])]],
    [
      'a delete and an attach at the same time, the delete first',
      [
        created,
        said('#2 delete', 2, 9, { did: 'delete', answer: 'removed' }),
        said('#3 attach', 3, 5, { did: 'attach', dependents: [], answer: 'notFound' }),
        deleted(),
      ],
    ],
    [
      'a delete and an attach at the same time, the attach first',
      [
        created,
        said('#2 delete', 2, 9, { did: 'delete', answer: { linked: 1 } }),
        said('#3 attach', 3, 12, { did: 'attach', dependents: ['d1'], answer: 'done' }),
        rest('active', ['d1']),
      ],
    ],
    [
      'a delete that nobody knows of, and that happened long after',
      [
        created,
        said('#2 delete', 2, Infinity, { did: 'delete', answer: 'unknown' }),
        found('#3 read', 50, 51, 0),
        said('#4 read', 60, 61, { did: 'read', answer: 'notFound' }),
        deleted(),
      ],
    ],
    [
      'a delete that nobody knows of, and that never happened',
      [created, said('#2 delete', 2, Infinity, { did: 'delete', answer: 'unknown' }), rest('active')],
    ],
    [
      'a reactivation that had nothing to do before a deactivation, or something after it',
      [
        created,
        said('#2 reactivate', 2, 9, { did: 'reactivate', answer: 'active' }),
        said('#3 deactivate', 3, 8, { did: 'deactivate', answer: 'removed' }),
        rest('active'),
      ],
    ],
    [
      'a customer who was deleted and created anew, with the number of updates that is hers',
      [
        created,
        said('#2 update', 2, 3, { did: 'update', answer: { updates: 1 } }),
        said('#3 deactivate', 4, 5, { did: 'deactivate', answer: 'removed' }),
        said('#4 deactivate', 6, 7, { did: 'deactivate', answer: 'alreadyDeactivated' }),
        said('#5 delete', 8, 9, { did: 'delete', answer: 'removed' }),
        said('#6 update', 10, 11, { did: 'update', answer: 'notFound' }),
        said('#7 create', 12, 13, { did: 'create', answer: 'created' }),
        said('#8 create', 14, 15, { did: 'create', answer: 'exists' }),
        rest('active'),
      ],
    ],
    [
      'a link that moved on and ended',
      [
        created,
        attached,
        said('#3 move', 4, 5, { did: 'moveHere', dependents: ['d2'], answer: 'done' }),
        said('#4 move', 6, 7, { did: 'moveAway', dependent: 'd1', answer: 'done' }),
        said('#5 detach', 8, 9, { did: 'detach', dependent: 'd2', answer: 'done' }),
        said('#6 deactivate', 10, 11, { did: 'deactivate', answer: 'removed' }),
        said('#7 attach', 12, 13, { did: 'attach', dependents: [], answer: 'deactivated' }),
        rest('inactive'),
      ],
    ],
    [
      'a protection that holds until it is lifted',
      [
        created,
        said('#2 protect', 2, 3, { did: 'protect', answer: 'done' }),
        said('#3 delete', 4, 5, { did: 'delete', answer: 'protected' }),
        said('#4 update', 6, 7, { did: 'update', active: false, answer: 'protected' }),
        said('#5 read', 8, 9, { did: 'read', answer: { ...asMade, isProtected: true } }),
        said('#6 lift', 10, 11, { did: 'lift', answer: 'done' }),
        said('#7 update', 12, 13, { did: 'update', active: false, answer: { updates: 1 } }),
        said('#8 protect', 14, 15, { did: 'protect', answer: 'done' }),
        said('#9 deactivate', 16, 17, { did: 'deactivate', answer: 'alreadyDeactivated' }),
        said('#10 update', 18, 19, { did: 'update', active: false, answer: { updates: 2 } }),
        said('#11 lift', 20, 21, { did: 'lift', answer: 'done' }),
        said('#12 delete', 22, 23, { did: 'delete', answer: 'removed' }),
        said('#13 protect', 24, 25, { did: 'protect', answer: 'notFound' }),
        deleted('inactive', 2),
      ],
    ],
    [
      'a delete of what was seen, and one of what is no more',
      [
        created,
        said('#2 update', 2, 3, { did: 'update', answer: { updates: 1 } }),
        said('#3 delete', 4, 5, { did: 'delete', seen: asMade, answer: 'changed' }),
        said('#4 delete', 6, 7, { did: 'delete', seen: { ...asMade, updates: 1 }, answer: 'removed' }),
        deleted('active', 1),
      ],
    ],
    [
      'a customer that comes back as it was, until another has its number',
      [
        created,
        said('#2 update', 2, 3, { did: 'update', active: false, answer: { updates: 1 } }),
        said('#3 restore', 4, 5, { did: 'restore', answer: 'notDeleted' }),
        said('#4 delete', 6, 7, { did: 'delete', answer: 'removed' }),
        said('#5 restore', 8, 9, { did: 'restore', answer: 'duplicate' }),
        said('#6 restore', 10, 11, { did: 'restore', answer: 'restored' }),
        said('#7 read', 12, 13, { did: 'read', answer: { ...asMade, status: 'inactive', updates: 1 } }),
        said('#8 delete', 14, 15, { did: 'delete', answer: 'removed' }),
        said('#9 create', 16, 17, { did: 'create', answer: 'created' }),
        said('#10 delete', 18, 19, { did: 'delete', answer: 'removed', erases: true }),
        said('#11 restore', 20, 21, { did: 'restore', answer: 'expired' }),
        said('#12 restore', 22, 23, { did: 'restore', answer: 'notFound' }),
        rest('gone'),
      ],
    ],
    [
      'the life of a dependent',
      [
        onDependent('#1 attach', 0, 1, { did: 'attach', to: 'a', answer: 'refused' }),
        onDependent('#2 attach', 2, 3, { did: 'attach', to: 'a', answer: 'done' }),
        onDependent('#3 attach', 4, 5, { did: 'attach', to: 'a', answer: 'exists' }),
        onDependent('#4 move', 6, 7, { did: 'move', to: 'b', answer: 'refused' }),
        onDependent('#5 move', 8, 9, { did: 'move', to: 'b', answer: 'done' }),
        onDependent('#6 detach', 10, 11, { did: 'detach', answer: 'done' }),
        onDependent('#7 detach', 12, 13, { did: 'detach', answer: 'notFound' }),
        onDependent('#8 attach', 14, 15, { did: 'attach', to: 'a', answer: 'exists' }),
        onDependent('at rest', 100, 100, { did: 'rest', answer: { status: 'deleted', changes: 0 } }),
      ],
    ],
  ])('%s', (_, history) => {
    expect(violationsIn(history)).toEqual([]);
  });
});

describe('a history that cannot be true', () => {
  it.each<[string, Recorded[], string]>([
    [
      'a delete that was answered, and lost',
      [created, said('#2 delete', 2, 3, { did: 'delete', answer: 'removed' }), found('#3 read', 4, 5, 0)],
      '[4.0–5.0 ms] #3 read: the customer is not so: gone',
    ],
    [
      'two requests that both deleted the customer',
      [
        created,
        said('#2 delete', 2, 9, { did: 'delete', answer: 'removed' }),
        said('#3 delete', 3, 8, { did: 'delete', answer: 'removed' }),
      ],
      '[2.0–9.0 ms] #2 delete: the customer is gone',
    ],
    [
      'an attach after a delete',
      [
        created,
        said('#2 delete', 2, 3, { did: 'delete', answer: 'removed' }),
        { ...attached, name: '#3 attach', invoked: 4, returned: 5 },
      ],
      '[4.0–5.0 ms] #3 attach: the customer is gone',
    ],
    [
      'a delete of a customer with a link',
      [created, attached, said('#3 delete', 4, 5, { did: 'delete', answer: 'removed' })],
      '[4.0–5.0 ms] #3 delete: it has 1 link(s): d1',
    ],
    [
      'a delete that was refused while nothing was linked',
      [created, said('#2 delete', 2, 3, { did: 'delete', answer: { linked: 1 } })],
      '[2.0–3.0 ms] #2 delete: it has no links',
    ],
    [
      'a delete that was refused for no links at all',
      [created, said('#2 delete', 2, 3, { did: 'delete', answer: { linked: 0 } })],
      '[2.0–3.0 ms] #2 delete: it has no links',
    ],
    [
      'a refusal that tells the wrong number of links',
      [created, attached, said('#3 delete', 4, 5, { did: 'delete', answer: { linked: 2 } })],
      '[4.0–5.0 ms] #3 delete: it has 1 link(s): d1',
    ],
    [
      'a delete that found nobody, where somebody was',
      [created, said('#2 delete', 2, 3, { did: 'delete', answer: 'notFound' })],
      '[2.0–3.0 ms] #2 delete: the customer is there',
    ],
    [
      'a refused attach that was applied later',
      [
        created,
        said('#2 deactivate', 2, 3, { did: 'deactivate', answer: 'removed' }),
        said('#3 attach', 4, 5, { did: 'attach', dependents: [], answer: 'deactivated' }),
        said('#4 reactivate', 6, 7, { did: 'reactivate', answer: 'active' }),
        rest('active', ['d1']),
      ],
      'at rest: stored is active, 1 link(s): d1, updated 0 times',
    ],
    [
      'an attach that was refused by an active customer',
      [created, said('#2 attach', 2, 3, { did: 'attach', dependents: [], answer: 'deactivated' })],
      '[2.0–3.0 ms] #2 attach: the customer is active',
    ],
    [
      'a link that was detached twice',
      [
        created,
        attached,
        said('#3 detach', 4, 5, { did: 'detach', dependent: 'd1', answer: 'done' }),
        said('#4 detach', 6, 7, { did: 'detach', dependent: 'd1', answer: 'done' }),
      ],
      '[6.0–7.0 ms] #4 detach: d1 is not attached',
    ],
    [
      'a link that was attached twice',
      [created, attached, { ...attached, name: '#3 attach', invoked: 4, returned: 5 }],
      '[4.0–5.0 ms] #3 attach: d1 is attached already',
    ],
    [
      'a reactivation that was applied a second time, over a later deactivation',
      [
        created,
        said('#2 deactivate', 2, 3, { did: 'deactivate', answer: 'removed' }),
        said('#3 reactivate', 4, 20, { did: 'reactivate', answer: 'active' }),
        found('#4 read', 5, 6, 0),
        said('#5 deactivate', 7, 8, { did: 'deactivate', answer: 'removed' }),
        rest('active'),
      ],
      'at rest: stored is active, no links, updated 0 times',
    ],
    [
      'an update that another one overwrote unseen',
      [
        created,
        said('#2 update', 2, 9, { did: 'update', answer: { updates: 1 } }),
        said('#3 update', 3, 8, { did: 'update', answer: { updates: 1 } }),
      ],
      '[2.0–9.0 ms] #2 update: it was updated 1 times before',
    ],
    [
      'a customer that was created twice',
      [created, { ...created, name: '#2 create', invoked: 2, returned: 3 }],
      '[2.0–3.0 ms] #2 create: the customer is there already',
    ],
    [
      'a look that came before what it saw',
      [found('#1 read', 0, 1, 0), { ...created, invoked: 2, returned: 3 }],
      '[0.0–1.0 ms] #1 read: the customer is not so: gone',
    ],
    [
      'a link that an earlier look had seen and a later one had not',
      [
        created,
        said('#2 attach', 2, 20, { did: 'attach', dependents: ['d1'], answer: 'done' }),
        found('#3 read', 3, 4, 1),
        found('#4 read', 5, 6, 0),
      ],
      '[5.0–6.0 ms] #4 read: the customer is not so: active, 1 link(s): d1, updated 0 times',
    ],
    [
      'a delete that nobody knows of, and that happened before it was sent',
      [
        created,
        said('#2 read', 2, 3, { did: 'read', answer: 'notFound' }),
        said('#3 delete', 4, Infinity, { did: 'delete', answer: 'unknown' }),
      ],
      '[2.0–3.0 ms] #2 read: the customer is there',
    ],
    [
      'a delete of a protected customer',
      [
        created,
        said('#2 protect', 2, 3, { did: 'protect', answer: 'done' }),
        said('#3 delete', 4, 5, { did: 'delete', answer: 'removed' }),
      ],
      '[4.0–5.0 ms] #3 delete: it is protected',
    ],
    [
      'an update that deactivates a protected customer',
      [
        created,
        said('#2 protect', 2, 3, { did: 'protect', answer: 'done' }),
        said('#3 update', 4, 5, { did: 'update', active: false, answer: { updates: 1 } }),
      ],
      '[4.0–5.0 ms] #3 update: it is protected',
    ],
    [
      'a delete that tells of links, where protection would stay when they are gone',
      [
        created,
        attached,
        said('#3 protect', 4, 5, { did: 'protect', answer: 'done' }),
        said('#4 delete', 6, 7, { did: 'delete', answer: { linked: 1 } }),
      ],
      '[6.0–7.0 ms] #4 delete: it is protected',
    ],
    [
      'a delete that was refused for a protection that is lifted',
      [
        created,
        said('#2 protect', 2, 3, { did: 'protect', answer: 'done' }),
        said('#3 lift', 4, 5, { did: 'lift', answer: 'done' }),
        said('#4 delete', 6, 7, { did: 'delete', answer: 'protected' }),
      ],
      '[6.0–7.0 ms] #4 delete: it is not protected',
    ],
    [
      'an update that was refused although it deactivates nobody',
      [created, said('#2 update', 2, 3, { did: 'update', active: false, answer: 'protected' })],
      '[2.0–3.0 ms] #2 update: nothing keeps it from that',
    ],
    [
      'a protection that was taken back with what one request made',
      [
        created,
        said('#2 protect', 2, 3, { did: 'protect', answer: 'done' }),
        said('#3 take back', 4, 5, { did: 'takeBack', answer: 'done' }),
      ],
      '[4.0–5.0 ms] #3 take back: the customer is not as it was made',
    ],
    [
      'a delete of what was seen, after it has changed',
      [
        created,
        said('#2 update', 2, 3, { did: 'update', answer: { updates: 1 } }),
        said('#3 delete', 4, 5, { did: 'delete', seen: asMade, answer: 'removed' }),
      ],
      '[4.0–5.0 ms] #3 delete: it is no longer what was seen: active, no links, updated 1 times',
    ],
    [
      'a delete that found another than was seen, and asked for nothing',
      [created, said('#2 delete', 2, 3, { did: 'delete', answer: 'changed' })],
      '[2.0–3.0 ms] #2 delete: nothing was to be found',
    ],
    [
      'a protection that was answered, and lost',
      [created, said('#2 protect', 2, 3, { did: 'protect', answer: 'done' }), rest('active')],
      'at rest: stored is active, no links, updated 0 times',
    ],
    [
      'a restoration of what is not deleted',
      [created, said('#2 restore', 2, 3, { did: 'restore', answer: 'restored' })],
      '[2.0–3.0 ms] #2 restore: the customer is there',
    ],
    [
      'a restoration of what was erased',
      [
        created,
        said('#2 delete', 2, 3, { did: 'delete', answer: 'removed', erases: true }),
        said('#3 restore', 4, 5, { did: 'restore', answer: 'restored' }),
      ],
      '[4.0–5.0 ms] #3 restore: nothing of it is left',
    ],
    [
      'a restoration that was refused although all of it is left',
      [
        created,
        said('#2 delete', 2, 3, { did: 'delete', answer: 'removed' }),
        said('#3 restore', 4, 5, { did: 'restore', answer: 'notFound' }),
      ],
      '[4.0–5.0 ms] #3 restore: it can be restored',
    ],
    [
      'a customer that came back, and is gone again, and nobody did it',
      [
        created,
        said('#2 delete', 2, 3, { did: 'delete', answer: 'removed' }),
        said('#3 restore', 4, 5, { did: 'restore', answer: 'restored' }),
        rest('gone'),
      ],
      'at rest: stored is gone',
    ],
    [
      'a linkCount that is not the number of live links',
      [created, attached, rest('active', ['d1'], 2)],
      'at rest: linkCount is 2, and it has 1 link(s): d1',
    ],
    [
      'a live link on a deleted customer',
      [rest('gone', ['d1'])],
      'at rest: a deleted customer has live links',
    ],
    [
      'a dependent that could not be found, and was there',
      [
        onDependent('#1 attach', 0, 1, { did: 'attach', to: 'a', answer: 'done' }),
        onDependent('#2 detach', 2, 3, { did: 'detach', answer: 'notFound' }),
      ],
      '[2.0–3.0 ms] #2 detach: the dependent is live on a',
    ],
    [
      'a dependent that was moved after it was deleted',
      [
        onDependent('#1 attach', 0, 1, { did: 'attach', to: 'a', answer: 'done' }),
        onDependent('#2 detach', 2, 3, { did: 'detach', answer: 'done' }),
        onDependent('#3 move', 4, 5, { did: 'move', to: 'b', answer: 'done' }),
      ],
      '[4.0–5.0 ms] #3 move: the dependent is deleted',
    ],
    [
      'a dependent that is not where it was moved',
      [
        onDependent('#1 attach', 0, 1, { did: 'attach', to: 'a', answer: 'done' }),
        onDependent('#2 move', 2, 3, { did: 'move', to: 'b', answer: 'done' }),
        onDependent('at rest', 100, 100, {
          did: 'rest',
          answer: { status: 'live', customer: 'a', changes: 0 },
        }),
      ],
      'at rest: stored is live on a',
    ],
    [
      'a dependent that was refused for being there, and was not',
      [onDependent('#1 attach', 0, 1, { did: 'attach', to: 'a', answer: 'exists' })],
      '[0.0–1.0 ms] #1 attach: the dependent is absent',
    ],
  ])('%s', (_, history, reason) => {
    const [violation, ...others] = violationsIn(history);

    expect(others).toEqual([]);
    expect(violation?.split('\n').at(-1)).toContain(reason);
  });

  it('is explained: what can be explained, the state after it, and what cannot come next', () => {
    const history = [
      created,
      attached,
      said('#3 read', 4, 9, { did: 'read', answer: 'notFound' }),
      said('#4 delete', 5, 6, { did: 'delete', answer: 'removed' }),
      said('#5 anything after it', 50, 51, { did: 'create', answer: 'exists' }),
    ];

    expect(violationsIn(history)).toEqual([
      [
        'customer c: no order of these requests explains their answers',
        '  what explains them up to here (the last 2 of 2):',
        '    [0.0–1.0 ms] #1 create  ⇒  active, no links, updated 0 times',
        '    [2.0–3.0 ms] #2 attach  ⇒  active, 1 link(s): d1, updated 0 times',
        '  but then this cannot be true:',
        '    [5.0–6.0 ms] #4 delete: it has 1 link(s): d1',
      ].join('\n'),
    ]);
  });
});
