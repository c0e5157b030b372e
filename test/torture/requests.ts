import type { Table } from '../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../shared/receivables/customers/create.ts';
import { reactivateCustomer } from '../../shared/receivables/customers/reactivate.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import type { Removal, RemovalOutcome } from '../../shared/receivables/customers/removal-outcome.ts';
import { type RemovalOptions, removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { type BulkRemovalOutcome, removeCustomers } from '../../shared/receivables/customers/remove-many.ts';
import { updateCustomer } from '../../shared/receivables/customers/update.ts';
import { attachLinks } from '../../shared/receivables/dependents/attach.ts';
import { moveLink } from '../../shared/receivables/dependents/move.ts';
import { readHolder } from '../../shared/receivables/dependents/read.ts';
import { removeHolder } from '../../shared/receivables/dependents/remove.ts';
import type { CustomerRef, HolderItem, HolderRef, Stamp } from '../../shared/receivables/items.ts';
import type { CustomerRequest } from './customer-model.ts';
import type { HolderRequest } from './dependent-model.ts';

/** What a request's answer says about customers and holders, each by its id. */
export interface Testimony {
  /** For people and for counting: `delete linked`. */
  readonly outcome: string;
  readonly customers: readonly (readonly [key: string, CustomerRequest])[];
  readonly holders: readonly (readonly [key: string, HolderRequest])[];
}

/** A request that a client may send: one vendor operation's worth of calls into the domain. */
export interface Request {
  readonly name: string;
  send(table: Table, stamp: Stamp): Promise<Testimony>;
  /** What is known of it when it has no answer. */
  readonly unknown: Omit<Testimony, 'outcome'>;
}

/** The id at the end of a stored key. */
const idOf = (key: string): string => key.split('#').at(-1) as string;

/** @param taxId a value that only one customer may have at a time */
export const create = (ref: CustomerRef, taxId?: string): Request => ({
  name: `create ${ref.id}${taxId === undefined ? '' : ` with ${taxId}`}`,
  async send(table, stamp) {
    const uniqueKey =
      taxId === undefined ? undefined : { name: 'TAXID', value: taxId, freedByDeletion: true };
    const reference = { ...(taxId !== undefined && { taxId }) };
    const wanted = { ref, profile: { updates: 0 }, reference, reuseErasedId: true };
    const result = await createCustomer(table, { ...wanted, ...(uniqueKey && { uniqueKey }) }, stamp);
    const { outcome } = result;
    // Who has the value is there: that is what it says, and all that it says.
    return outcome === 'duplicate'
      ? about('create duplicate', [idOf(result.holder), { did: 'create', answer: 'exists' }])
      : about(`create ${outcome}`, [ref.id, { did: 'create', answer: outcome }]);
  },
  unknown: about('', [ref.id, { did: 'create', answer: 'unknown' }]),
});

export const attach = (links: readonly (readonly [HolderRef, CustomerRef])[]): Request => {
  const holdersOf = Map.groupBy(links, ([, customer]) => customer.id);
  const all = (answer: 'done' | 'unknown') => ({
    customers: [...holdersOf].map(
      ([key, held]) => [key, { did: 'attach', holders: held.map(([ref]) => ref.id), answer }] as const,
    ),
    holders: links.map(([ref, to]) => [ref.id, { did: 'attach', to: to.id, answer }] as const),
  });
  return {
    name: `attach ${links.map(([ref, customer]) => `${ref.id} to ${customer.id}`).join(', ')}`,
    async send(table, stamp) {
      const holders = links.map(([ref, customer]) => ({ ref, customer, fields: {} }));
      const result = await attachLinks(table, holders, stamp);
      const outcome = `attach ${result.outcome}`;
      if (result.outcome === 'attached') return { outcome, ...all('done') };
      if (result.outcome === 'holderExists') {
        return {
          outcome,
          customers: [],
          holders: [[idOf(result.holder.pk), { did: 'attach', to: '', answer: 'exists' }]],
        };
      }
      const answer = result.outcome === 'customerNotFound' ? 'notFound' : 'deactivated';
      return {
        outcome,
        customers: [[result.customer.id, { did: 'attach', holders: [], answer }]],
        holders: all('done').holders.map(
          ([key, request]) => [key, { ...request, answer: 'refused' }] as const,
        ),
      };
    },
    unknown: all('unknown'),
  };
};

export const detach = (ref: HolderRef, customers: readonly CustomerRef[]): Request => ({
  name: `detach ${ref.id}`,
  async send(table, stamp) {
    let seen: HolderItem | undefined;
    const remember = (holder: HolderItem) => {
      seen = holder;
      return true;
    };
    const { outcome } = await removeHolder(table, ref, remember, stamp);
    const holder = ref.id;
    if (outcome !== 'detached')
      return {
        outcome: `detach ${outcome}`,
        customers: [],
        holders: [[holder, { did: 'detach', answer: 'notFound' }]],
      };
    return {
      outcome: 'detach detached',
      customers: [[idOf(seen?.customerKey as string), { did: 'detach', holder, answer: 'done' }]],
      holders: [[holder, { did: 'detach', answer: 'done' }]],
    };
  },
  unknown: {
    customers: customers.map((customer) => [
      customer.id,
      { did: 'detach', holder: ref.id, answer: 'unknown' },
    ]),
    holders: [[ref.id, { did: 'detach', answer: 'unknown' }]],
  },
});

/** Rounds of reading again what another request changed in between. */
const ROUNDS = 20;

export const move = (ref: HolderRef, to: CustomerRef, customers: readonly CustomerRef[]): Request => {
  const holder = ref.id;
  const target = to.id;
  const moved = (answer: 'done' | 'unknown', from: readonly string[]): Omit<Testimony, 'outcome'> => ({
    customers: [
      [target, { did: 'moveHere', holders: [holder], answer }],
      ...from.map((key) => [key, { did: 'moveAway', holder, answer }] as const),
    ],
    holders: [[holder, { did: 'move', to: target, answer }]],
  });
  return {
    name: `move ${ref.id} to ${to.id}`,
    async send(table, stamp) {
      for (let round = 0; round < ROUNDS; round++) {
        const seen = await readHolder(table, ref);
        const outcome = seen ? (await moveLink(table, seen, to, stamp)).outcome : 'notFound';
        if (outcome === 'changed') continue;
        const told = `move ${outcome}`;
        if (outcome === 'notFound')
          return {
            outcome: told,
            customers: [],
            holders: [[holder, { did: 'move', to: target, answer: outcome }]],
          };
        const from = idOf(seen?.customerKey as string);
        if (outcome === 'moved' && from === target)
          return { outcome: 'move nowhere', customers: [], holders: moved('done', []).holders };
        if (outcome === 'moved') return { outcome: told, ...moved('done', [from]) };
        const answer = outcome === 'customerNotFound' ? 'notFound' : 'deactivated';
        return {
          outcome: told,
          customers: [[target, { did: 'moveHere', holders: [], answer }]],
          holders: [[holder, { did: 'move', to: target, answer: 'refused' }]],
        };
      }
      return { outcome: 'move gave up', customers: [], holders: [] };
    },
    unknown: moved(
      'unknown',
      customers.map(({ id }) => id).filter((id) => id !== target),
    ),
  };
};

const DID = { deletion: 'delete', deactivation: 'deactivate' } as const;

const removalAnswer = (result: Exclude<RemovalOutcome | BulkRemovalOutcome, { outcome: 'failed' }>) =>
  result.outcome === 'linked' ? { linked: result.linkCount ?? Number.NaN } : result.outcome;

export const remove = (ref: CustomerRef, removal: Removal, options: RemovalOptions): Request => ({
  name: `${DID[removal]} ${ref.id}`,
  async send(table, stamp) {
    const result = await removeCustomer(table, ref, removal, stamp, options);
    const answer = removalAnswer(result);
    return about(`${DID[removal]} ${result.outcome}`, [ref.id, { did: DID[removal], answer }]);
  },
  unknown: about('', [ref.id, { did: DID[removal], answer: 'unknown' }]),
});

export const removeMany = (refs: readonly CustomerRef[], removal: Removal): Request => ({
  name: `bulk ${DID[removal]} ${refs.map(({ id }) => id).join(', ')}`,
  async send(table, stamp) {
    const results = await removeCustomers(table, refs, removal, stamp);
    const distinct = new Map(refs.map((ref, index) => [ref.id, results[index] as BulkRemovalOutcome]));
    const rows = [...distinct].map(
      ([key, result]) =>
        [
          key,
          { did: DID[removal], answer: result.outcome === 'failed' ? 'unknown' : removalAnswer(result) },
        ] as const,
    );
    const told = [...distinct].map(([key, { outcome }]) => `${key} ${outcome}`).join(', ');
    return { outcome: `bulk ${DID[removal]}: ${told}`, customers: rows, holders: [] };
  },
  unknown: {
    customers: [...new Set(refs.map(({ id }) => id))].map((key) => [
      key,
      { did: DID[removal], answer: 'unknown' },
    ]),
    holders: [],
  },
});

export const reactivate = (ref: CustomerRef): Request => ({
  name: `reactivate ${ref.id}`,
  async send(table, stamp) {
    const { outcome } = await reactivateCustomer(table, ref, stamp);
    return about(`reactivate ${outcome}`, [ref.id, { did: 'reactivate', answer: outcome }]);
  },
  unknown: about('', [ref.id, { did: 'reactivate', answer: 'unknown' }]),
});

/** Reads a number of the profile, adds one, and starts again where another was faster. */
export const update = (ref: CustomerRef): Request => ({
  name: `update ${ref.id}`,
  async send(table, stamp) {
    for (let round = 0; round < ROUNDS; round++) {
      const seen = await readCustomer(table, ref);
      const updates = Number(seen?.profile?.updates) + 1;
      const result = seen
        ? await updateCustomer(table, ref, seen, { updates }, stamp)
        : ({ outcome: 'notFound' } as const);
      if (result.outcome === 'changed') continue;
      const answer =
        result.outcome === 'updated' ? { updates: Number(result.customer.profile?.updates) } : result.outcome;
      return about(`update ${result.outcome}`, [ref.id, { did: 'update', answer }]);
    }
    return { outcome: 'update gave up', customers: [], holders: [] };
  },
  unknown: about('', [ref.id, { did: 'update', answer: 'unknown' }]),
});

export const read = (ref: CustomerRef): Request => ({
  name: `read ${ref.id}`,
  async send(table) {
    const customer = await readCustomer(table, ref);
    if (!customer) return about('read notFound', [ref.id, { did: 'read', answer: 'notFound' }]);
    const answer = {
      status: customer.deactivation ? 'inactive' : 'active',
      linkCount: customer.linkCount ?? Number.NaN,
      updates: Number(customer.profile?.updates),
    } as const;
    return about('read found', [ref.id, { did: 'read', answer }]);
  },
  unknown: { customers: [], holders: [] },
});

function about(outcome: string, ...customers: Testimony['customers']): Testimony {
  return { outcome, customers, holders: [] };
}
