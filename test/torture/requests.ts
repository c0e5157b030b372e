import type { Table } from '../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../shared/receivables/customers/change.ts';
import { createCustomer } from '../../shared/receivables/customers/create.ts';
import { createEach as createEachRow } from '../../shared/receivables/customers/create-each.ts';
import { createCustomers } from '../../shared/receivables/customers/create-many.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import type {
  ConditionalRemovalOutcome,
  Removal,
} from '../../shared/receivables/customers/removal-outcome.ts';
import { type RemovalOptions, removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { type BulkRemovalOutcome, removeCustomers } from '../../shared/receivables/customers/remove-many.ts';
import { restoreCustomer } from '../../shared/receivables/customers/restore.ts';
import { type SeenVersion, seenIn, tagOf } from '../../shared/receivables/customers/tag.ts';
import { updateCustomer } from '../../shared/receivables/customers/update.ts';
import { attachDependents, attachTogether } from '../../shared/receivables/dependents/attach.ts';
import { attachEach as attachEachRow } from '../../shared/receivables/dependents/attach-each.ts';
import { changeDependents } from '../../shared/receivables/dependents/change-many.ts';
import { type Counter, readNextNumber } from '../../shared/receivables/dependents/numbers.ts';
import { readDependent } from '../../shared/receivables/dependents/read.ts';
import { releaseCustomer } from '../../shared/receivables/dependents/release.ts';
import { removeDependent } from '../../shared/receivables/dependents/remove.ts';
import { updateDependent } from '../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import type { CustomerRef, DependentRef } from '../../shared/receivables/keys.ts';
import type { Stamp } from '../../shared/receivables/stamp.ts';
import { moveDependent } from '../support/move-dependent.ts';
import type { CustomerRequest, SeenCustomer } from './customer-model.ts';
import type { DependentRequest } from './dependent-model.ts';

/** What the answer of a request says about customers and dependents, each by its id. */
export interface Testimony {
  /** For people and for counting: `delete linked`. */
  readonly outcome: string;
  readonly customers: readonly (readonly [key: string, CustomerRequest])[];
  readonly dependents: readonly (readonly [key: string, DependentRequest])[];
}

/** A request that a client may send: the calls into the domain that one operation of a vendor makes. */
export interface Request {
  readonly name: string;
  send(table: Table, stamp: Stamp): Promise<Testimony>;
  /** What is known of it when it has no answer. */
  readonly unknown: Omit<Testimony, 'outcome'>;
}

/** The id at the end of a stored key. */
const idOf = (key: string): string => key.split('#').at(-1) as string;

const keyOf = (taxId: string) => ({ name: 'TAXID', value: taxId, freedByDeletion: true });

/** What lists know of a customer: how often it was updated. */
export const listingOf = (updates: number) => ({ values: { updates }, order: String(updates) });

/** @param taxId a value that only one customer may have at a time */
const withTaxId = (taxId: string | undefined) => ({
  profile: { updates: 0, ...(taxId !== undefined && { taxId }) },
  ...(taxId !== undefined && { uniqueKey: keyOf(taxId) }),
});

/** @param taxId a value that only one customer may have at a time */
export const create = (ref: CustomerRef, taxId?: string): Request => ({
  name: `create ${ref.id}${taxId === undefined ? '' : ` with ${taxId}`}`,
  async send(table, stamp) {
    const uniqueKey = taxId === undefined ? undefined : keyOf(taxId);
    const profile = { updates: 0, ...(taxId !== undefined && { taxId }) };
    const listing = () => listingOf(0);
    const wanted = { ref, profile, reference: {}, listing, reuseErasedId: true };
    const result = await createCustomer(table, { ...wanted, ...(uniqueKey && { uniqueKey }) }, stamp);
    const { outcome } = result;
    // All that this answer says: the owner of the value is there.
    return outcome === 'duplicate'
      ? about('create duplicate', [idOf(result.owner), { did: 'create', answer: 'exists' }])
      : about(`create ${outcome}`, [ref.id, { did: 'create', answer: outcome }]);
  },
  unknown: about('', [ref.id, { did: 'create', answer: 'unknown' }]),
});

/**
 * Different customers, all or none, each in a transaction of its own: what is taken back was there for a while.
 * @param taxIds different ones, in the order of the customers
 */
export const createMany = (
  refs: readonly CustomerRef[],
  taxIds: readonly (string | undefined)[],
): Request => {
  const made = (ref: CustomerRef) => [ref.id, { did: 'create', answer: 'created' }] as const;
  const perhapsMade = (ref: CustomerRef) => [ref.id, { did: 'create', answer: 'unknown' }] as const;
  const takenBack = (ref: CustomerRef) => [ref.id, { did: 'takeBack', answer: 'done' }] as const;
  const perhapsTakenBack = (ref: CustomerRef) => [ref.id, { did: 'takeBack', answer: 'unknown' }] as const;
  return {
    name: `create ${refs.map(({ id }, n) => `${id}${taxIds[n] === undefined ? '' : ` with ${taxIds[n]}`}`).join(', ')}`,
    async send(table, stamp) {
      const wanted = refs.map((ref, n) => ({
        ref,
        reference: {},
        listing: () => listingOf(0),
        reuseErasedId: true,
        ...withTaxId(taxIds[n]),
      }));
      const result = await createCustomers(table, wanted, stamp, { atATime: 1 });
      const { outcome } = result;
      if (outcome === 'underWay') throw new Error('no request repeats another here');
      if (outcome === 'created') return about('create many', ...refs.map(made));
      const isThere = (id: string) => [id, { did: 'create', answer: 'exists' }] as const;
      const refusals = outcome === 'refused' ? result.rows : new Map<number, never>();
      const before = refs.slice(0, result.made);
      const after = before.flatMap((ref, index): Testimony['customers'] => {
        const left = result.left.get(index)?.outcome;
        if (left === 'failed') throw new Error(`${ref.id} was not taken back`);
        if (left === undefined) return [takenBack(ref)];
        // Where another is there by now, it was taken back before, or deleted by others.
        return left === 'unknown' || left === 'replaced' ? [perhapsTakenBack(ref)] : [];
      });
      const unknown = refs.filter(
        (_, index) => index >= result.made && result.left.get(index)?.outcome === 'unknown',
      );
      return about(
        `create many ${outcome}${result.made > 0 ? ', taken back' : ''}${result.left.size > 0 ? ', some left' : ''}`,
        ...before.map(made),
        ...unknown.map(perhapsMade),
        // A key may be refused by a customer that this very request has made and then takes back.
        ...[...refusals].map(([index, refusal]) =>
          isThere(refusal.outcome === 'exists' ? refs[index]!.id : idOf(refusal.owner)),
        ),
        ...after,
      );
    },
    unknown: about('', ...refs.map(perhapsMade), ...refs.map(perhapsTakenBack)),
  };
};

/** Different customers, each decided on its own, in one transaction as far as it goes. */
export const createEach = (refs: readonly CustomerRef[]): Request => ({
  name: `create each of ${refs.map(({ id }) => id).join(', ')}`,
  async send(table, stamp) {
    const others = { reference: {}, listing: () => listingOf(0), reuseErasedId: true };
    const wanted = refs.map((ref) => ({ ref, ...others, ...withTaxId(undefined) }));
    const results = await createEachRow(table, wanted, stamp);
    const rows = results.flatMap((result, index): Testimony['customers'] => {
      if (result.outcome === 'failed') throw result.cause;
      if (result.outcome === 'duplicate') throw new Error('none of them has a unique key');
      if (result.outcome === 'untouched') return [];
      return [[refs[index]!.id, { did: 'create', answer: result.outcome }]];
    });
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    return about(`create each: ${[...outcomes].sort().join(', ')}`, ...rows);
  },
  unknown: about('', ...refs.map(({ id }) => [id, { did: 'create', answer: 'unknown' }] as const)),
});

export const attach = (links: readonly (readonly [DependentRef, CustomerRef])[]): Request => {
  const dependentsOf = Map.groupBy(links, ([, customer]) => customer.id);
  const all = (answer: 'done' | 'unknown') => ({
    customers: [...dependentsOf].map(
      ([key, attached]) =>
        [key, { did: 'attach', dependents: attached.map(([ref]) => ref.id), answer }] as const,
    ),
    dependents: links.map(([ref, to]) => [ref.id, { did: 'attach', to: to.id, answer }] as const),
  });
  return {
    name: `attach ${links.map(([ref, customer]) => `${ref.id} to ${customer.id}`).join(', ')}`,
    async send(table, stamp) {
      const dependents = links.map(([ref, customer]) => ({ ref, customer, fields: {} }));
      const result = await attachDependents(table, dependents, stamp);
      const outcome = `attach ${result.outcome}`;
      if (result.outcome === 'attached') return { outcome, ...all('done') };
      if (result.outcome === 'dependentExists') {
        return {
          outcome,
          customers: [],
          dependents: [[idOf(result.dependent.pk), { did: 'attach', to: '', answer: 'exists' }]],
        };
      }
      const answer = result.outcome === 'customerNotFound' ? 'notFound' : 'deactivated';
      return {
        outcome,
        customers: [[result.customer.id, { did: 'attach', dependents: [], answer }]],
        dependents: all('done').dependents.map(
          ([key, request]) => [key, { ...request, answer: 'refused' }] as const,
        ),
      };
    },
    unknown: all('unknown'),
  };
};

/**
 * A row for each of the customers, which may come more than once. Its dependents get their ids while it runs, so what is
 * known of a request without an answer grows until it ends.
 */
export const attachEach = (
  customers: readonly CustomerRef[],
  draw: (customer: CustomerRef) => DependentRef,
): Request => {
  let unknown: ReturnType<typeof nothingKnown> = nothingKnown();
  return {
    name: `upload to ${customers.map(({ id }) => id).join(', ')}`,
    async send(table, stamp) {
      const perhaps = nothingKnown();
      unknown = perhaps;
      const drawn = customers.map((): string[] => []);
      const rows = customers.map((customer, index) => ({
        customer,
        draw: () => {
          const ref = draw(customer);
          drawn[index]!.push(ref.id);
          perhaps.customers.push([customer.id, { did: 'attach', dependents: [ref.id], answer: 'unknown' }]);
          perhaps.dependents.push([ref.id, { did: 'attach', to: customer.id, answer: 'unknown' }]);
          return { ref, customer, fields: {} };
        },
      }));
      const told = nothingKnown();
      const results = await attachEachRow(table, rows, stamp);
      for (const [index, { outcome, ...result }] of results.entries()) {
        if (outcome === 'failed') throw (result as { cause: unknown }).cause;
        const to = customers[index]!.id;
        const [last, ...before] = drawn[index]!.toReversed();
        const answer = { attached: 'done', unknown: 'unknown' }[outcome as string] as 'done' | 'unknown';
        if (answer) told.customers.push([to, { did: 'attach', dependents: [last!], answer }]);
        if (answer) told.dependents.push([last!, { did: 'attach', to, answer }]);
        else if (last !== undefined) before.push(last);
        for (const id of before) told.dependents.push([id, { did: 'attach', to, answer: 'refused' }]);
        const refusal = { customerNotFound: 'notFound', customerDeactivated: 'deactivated' }[
          outcome as string
        ];
        if (refusal)
          told.customers.push([
            to,
            { did: 'attach', dependents: [], answer: refusal as 'notFound' | 'deactivated' },
          ]);
      }
      return {
        outcome: `upload ${[...new Set(results.map(({ outcome }) => outcome))].sort().join(', ')}`,
        ...told,
      };
    },
    get unknown() {
      return unknown;
    },
  };
};

const nothingKnown = () => ({
  customers: [] as [key: string, CustomerRequest][],
  dependents: [] as [key: string, DependentRequest][],
});

export const detach = (ref: DependentRef, customers: readonly CustomerRef[]): Request => ({
  name: `detach ${ref.id}`,
  async send(table, stamp) {
    let seen: DependentItem | undefined;
    const remember = (dependent: DependentItem) => {
      seen = dependent;
      return true;
    };
    const { outcome } = await removeDependent(table, ref, remember, stamp);
    const dependent = ref.id;
    if (outcome !== 'detached')
      return {
        outcome: `detach ${outcome}`,
        customers: [],
        dependents: [[dependent, { did: 'detach', answer: 'notFound' }]],
      };
    return {
      outcome: 'detach detached',
      customers:
        seen?.customerKey === undefined
          ? []
          : [[idOf(seen.customerKey), { did: 'detach', dependent, answer: 'done' }]],
      dependents: [[dependent, { did: 'detach', answer: 'done' }]],
    };
  },
  unknown: {
    // As they are in the end: while nobody hears from it, others may move the dependent to customers named since.
    get customers() {
      return customers.map(({ id }) => {
        return [id, { did: 'detach', dependent: ref.id, answer: 'unknown' }] as const;
      });
    },
    dependents: [[ref.id, { did: 'detach', answer: 'unknown' }]],
  },
});

/** How often to read again where another request changed the item in between. */
const ROUNDS = 20;

/** @param to another customer, or null for none */
export const move = (
  ref: DependentRef,
  to: CustomerRef | null,
  customers: readonly CustomerRef[],
): Request => {
  const dependent = ref.id;
  const target = to?.id;
  const moved = (answer: 'done' | 'unknown', from: readonly string[]): Omit<Testimony, 'outcome'> => ({
    customers: [
      ...(target === undefined
        ? []
        : [[target, { did: 'moveHere', dependents: [dependent], answer }] as const]),
      ...from.map((key) => [key, { did: 'moveAway', dependent, answer }] as const),
    ],
    dependents: [[dependent, { did: 'move', to: target, answer }]],
  });
  return {
    name: `move ${ref.id} to ${target ?? 'nobody'}`,
    async send(table, stamp) {
      for (let round = 0; round < ROUNDS; round++) {
        const seen = await readDependent(table, ref);
        const outcome = seen ? await moveDependent(table, seen, to, stamp) : 'notFound';
        if (outcome === 'changed') continue;
        const told = `move ${outcome}`;
        if (outcome === 'notFound')
          return {
            outcome: told,
            customers: [],
            dependents: [[dependent, { did: 'move', to: target, answer: outcome }]],
          };
        const from = seen?.customerKey === undefined ? undefined : idOf(seen.customerKey);
        if (outcome === 'updated' && from === target)
          return { outcome: 'move nowhere', customers: [], dependents: moved('done', []).dependents };
        if (outcome === 'updated')
          return { outcome: told, ...moved('done', from === undefined ? [] : [from]) };
        const answer = outcome === 'customerNotFound' ? 'notFound' : 'deactivated';
        return {
          outcome: told,
          customers: [[target as string, { did: 'moveHere', dependents: [], answer }]],
          dependents: [[dependent, { did: 'move', to: target, answer: 'refused' }]],
        };
      }
      return { outcome: 'move gave up', customers: [], dependents: [] };
    },
    unknown: {
      // As they are in the end, as for detach.
      get customers() {
        const others = customers.map(({ id }) => id).filter((id) => id !== target);
        return moved('unknown', others).customers;
      },
      dependents: moved('unknown', []).dependents,
    },
  };
};

/** The series of which all dependents of a tenant take their numbers. */
export const counterOf = ({ vendor, tenant }: DependentRef): Counter => ({
  vendor,
  tenant,
  series: 's1',
  period: '',
});

/** Gives a dependent the next number of the series, unless it has one. */
export const number = (ref: DependentRef): Request => ({
  name: `number ${ref.id}`,
  async send(table, stamp) {
    const told = (outcome: string): Testimony => ({ outcome, customers: [], dependents: [] });
    for (let round = 0; round < ROUNDS; round++) {
      const seen = await readDependent(table, ref);
      if (!seen) return told('number notFound');
      if (seen.fields.number !== undefined) return told('number there');
      const counter = counterOf(ref);
      const next = await readNextNumber(table, counter, 1);
      const change = { fields: { ...seen.fields, number: next }, number: { counter, number: next } };
      const { outcome } = await updateDependent(table, seen, change, stamp);
      if (outcome !== 'changed' && outcome !== 'numberTaken') return told(`number ${outcome}`);
    }
    return told('number gave up');
  },
  unknown: { customers: [], dependents: [] },
});

/** How often the fields of a dependent were changed: the number in them. */
export const changesOf = ({ fields }: DependentItem): number => Number(fields.changes ?? 0);

/** Adds one to a number in the fields of each: of all or of none. */
export const changeMany = (refs: readonly DependentRef[]): Request => ({
  name: `change ${refs.map(({ id }) => id).join(', ')}`,
  async send(table, stamp) {
    const change = (seen: DependentItem) => ({ fields: { ...seen.fields, changes: changesOf(seen) + 1 } });
    const result = await changeDependents(table, refs, change, stamp);
    if (result.outcome === 'tooLarge') throw new Error('they have a few bytes each');
    const dependents: Testimony['dependents'] =
      result.outcome === 'notFound'
        ? [[result.ref.id, { did: 'change', answer: 'notFound' }]]
        : result.dependents.map((each) => [
            idOf(each.pk),
            { did: 'change', answer: { changes: changesOf(each) } },
          ]);
    return { outcome: `change many ${result.outcome}`, customers: [], dependents };
  },
  unknown: {
    customers: [],
    dependents: refs.map(({ id }) => [id, { did: 'change', answer: 'unknown' }]),
  },
});

/** What is stored beside a credit, and leads to it. */
export const recordOf = ({ id, ...tenant }: DependentRef) => ({ ...tenant, kind: 'GL_ITEM', id });
export const lookupOf = ({ vendor, tenant, id }: DependentRef) => ({
  vendor,
  tenant,
  name: 'KID',
  value: id,
});

/** What has credited a dependent: their ids in its fields. */
export const creditsOf = ({ fields }: DependentItem): readonly string[] =>
  (fields.credits as string[] | undefined) ?? [];

/**
 * Attaches a dependent to the customer that another refers to, and says so in the other one's fields; a record and a
 * lookup land with both. Whom the other refers to is seen while it runs, so what is known of a request without an answer
 * grows until it ends.
 */
export const credit = (of: DependentRef, ref: DependentRef): Request => {
  let unknown: ReturnType<typeof nothingKnown> = nothingKnown();
  return {
    name: `credit ${of.id} by ${ref.id}`,
    async send(table, stamp) {
      const perhaps = nothingKnown();
      unknown = perhaps;
      perhaps.dependents.push([of.id, { did: 'change', answer: 'unknown' }]);
      for (let round = 0; round < ROUNDS; round++) {
        const seen = await readDependent(table, of);
        if (!seen)
          return {
            outcome: 'credit notFound',
            customers: [],
            dependents: [[of.id, { did: 'change', answer: 'notFound' }]],
          };
        if (seen.customerKey === undefined)
          return { outcome: 'credit nobody', customers: [], dependents: [] };
        const to = idOf(seen.customerKey);
        const attached = (answer: 'done' | 'unknown') => ({
          customer: [to, { did: 'attach', dependents: [ref.id], answer }] as const,
          dependent: [ref.id, { did: 'attach', to, answer }] as const,
        });
        perhaps.customers.push([...attached('unknown').customer]);
        perhaps.dependents.push([...attached('unknown').dependent]);
        const changes = changesOf(seen) + 1;
        const fields = { ...seen.fields, changes, credits: [...creditsOf(seen), ref.id] };
        const { vendor, tenant } = of;
        const attachment = {
          dependents: [{ ref, customer: { vendor, tenant, id: to }, fields: { of: of.id } }],
          changes: [{ seen, fields }],
          records: [{ ref: recordOf(ref), fields: {} }],
          lookups: [{ lookup: lookupOf(ref), id: ref.id, leads: true }],
        };
        const result = await attachTogether(table, attachment, stamp);
        const outcome = `credit ${result.outcome}`;
        const refused = (answer: 'exists' | 'refused') => [ref.id, { did: 'attach', to, answer }] as const;
        switch (result.outcome) {
          case 'attached':
            return {
              outcome,
              customers: [attached('done').customer],
              dependents: [attached('done').dependent, [of.id, { did: 'change', answer: { changes } }]],
            };
          case 'dependentExists':
            return { outcome, customers: [], dependents: [refused('exists')] };
          case 'customerNotFound':
          case 'customerDeactivated': {
            const answer = result.outcome === 'customerNotFound' ? 'notFound' : 'deactivated';
            return {
              outcome,
              customers: [[to, { did: 'attach', dependents: [], answer }]],
              dependents: [refused('refused')],
            };
          }
          case 'changed':
          // A conflict may hide that the dependent is there as well: the next round tells.
          case 'recordExists':
            break;
          default:
            throw new Error(`a credit cannot meet this: ${result.outcome}`);
        }
      }
      return { outcome: 'credit gave up', customers: [], dependents: [] };
    },
    get unknown() {
      return unknown;
    },
  };
};

const DID = { deletion: 'delete', deactivation: 'deactivate' } as const;

const removalAnswer = (
  result: Exclude<ConditionalRemovalOutcome | BulkRemovalOutcome, { outcome: 'failed' | 'untouched' }>,
) => (result.outcome === 'linked' ? { linked: result.linkCount ?? Number.NaN } : result.outcome);

export const remove = (ref: CustomerRef, removal: Removal, options: RemovalOptions): Request => ({
  name: `${DID[removal]} ${ref.id}`,
  async send(table, stamp) {
    const result = await removeCustomer(table, ref, removal, stamp, options);
    const told = { did: DID[removal], answer: removalAnswer(result), ...erasing(options) };
    return about(`${DID[removal]} ${result.outcome}`, [ref.id, told]);
  },
  unknown: about('', [ref.id, { did: DID[removal], answer: 'unknown', ...erasing(options) }]),
});

const erasing = ({ eraseAfter }: RemovalOptions) => eraseAfter !== undefined && { erases: true };

/** What clients remember of customers from when they read them, by their ids. */
export type Memory = Map<string, { readonly seen: SeenCustomer; readonly version: SeenVersion }>;

/** Removes a customer if it is still as some client has read it last. Where none has, it is read by a client before. */
export const removeSeen = (ref: CustomerRef, removal: Removal, memory: Memory): Request => {
  let seen: SeenCustomer | undefined;
  return {
    name: `${DID[removal]} ${ref.id} as seen`,
    async send(table, stamp) {
      if (!memory.has(ref.id)) await read(ref, memory).send(table, stamp);
      const known = memory.get(ref.id);
      if (!known) return about(`${DID[removal]} of nobody seen`);
      seen = known.seen;
      const result = await removeCustomer(table, ref, removal, stamp, { seen: known.version });
      const told = { did: DID[removal], answer: removalAnswer(result), seen: known.seen } as const;
      return about(`${DID[removal]} as seen ${result.outcome}`, [ref.id, told]);
    },
    get unknown() {
      return about('', [ref.id, { did: DID[removal], answer: 'unknown', ...(seen && { seen }) }]);
    },
  };
};

/**
 * Removes a customer, and before that ends the links of its recurring invoices, where it has no others. Its answer is
 * the whole truth where no other request changes them at the same time.
 */
export const endAndRemove = (ref: CustomerRef, removal: Removal): Request => ({
  name: `end and ${DID[removal]} ${ref.id}`,
  async send(table, stamp) {
    const seen = new Set<string>();
    let hasEnded = false;
    const release = async (customer: CustomerRef) => {
      const end = ({ pk, fields }: DependentItem) => {
        seen.add(idOf(pk));
        return { fields };
      };
      hasEnded = await releaseCustomer(table, customer, end, stamp);
      return hasEnded;
    };
    const { customers, outcome } = await remove(ref, removal, { release }).send(table, stamp);
    const ended = hasEnded ? [...seen] : [];
    return {
      outcome: `end ${ended.length} and ${outcome}`,
      customers: [
        ...ended.map((dependent) => [ref.id, { did: 'moveAway', dependent, answer: 'done' }] as const),
        ...customers,
      ],
      dependents: ended.map((id) => [id, { did: 'move', to: undefined, answer: 'done' }] as const),
    };
  },
  unknown: about('', [ref.id, { did: DID[removal], answer: 'unknown' }]),
});

export const removeMany = (refs: readonly CustomerRef[], removal: Removal): Request => ({
  name: `bulk ${DID[removal]} ${refs.map(({ id }) => id).join(', ')}`,
  async send(table, stamp) {
    const results = await removeCustomers(table, refs, removal, stamp);
    const distinct = new Map(refs.map((ref, index) => [ref.id, results[index] as BulkRemovalOutcome]));
    const rows = [...distinct].flatMap(([key, result]) => {
      if (result.outcome === 'failed') throw result.cause;
      // It says that nothing was changed: there is nothing that it could have done.
      if (result.outcome === 'untouched') return [];
      return [[key, { did: DID[removal], answer: removalAnswer(result) }] as const];
    });
    const told = [...distinct].map(([key, { outcome }]) => `${key} ${outcome}`).join(', ');
    return { outcome: `bulk ${DID[removal]}: ${told}`, customers: rows, dependents: [] };
  },
  unknown: {
    customers: [...new Set(refs.map(({ id }) => id))].map((key) => [
      key,
      { did: DID[removal], answer: 'unknown' },
    ]),
    dependents: [],
  },
});

export const reactivate = (ref: CustomerRef): Request => ({
  name: `reactivate ${ref.id}`,
  async send(table, stamp) {
    const { outcome } = await changeCustomer<object>(
      table,
      ref,
      ({ profile, deactivation }) => deactivation && { profile: profile as object, active: true },
      stamp,
    );
    const answer = outcome === 'notFound' ? outcome : 'active';
    return about(`reactivate ${answer}`, [ref.id, { did: 'reactivate', answer }]);
  },
  unknown: about('', [ref.id, { did: 'reactivate', answer: 'unknown' }]),
});

/** Brings a deleted customer back, with its tax id. */
export const restore = (ref: CustomerRef): Request => ({
  name: `restore ${ref.id}`,
  async send(table, stamp) {
    const uniqueKeyOf = ({ taxId }: { readonly taxId?: string }) =>
      taxId === undefined ? undefined : keyOf(taxId);
    const result = await restoreCustomer(table, ref, { days: 30, uniqueKeyOf }, stamp);
    const { outcome: answer } = result;
    if (answer === 'changed') throw new Error('nothing was to be found');
    return about(
      `restore ${answer}`,
      [ref.id, { did: 'restore', answer }],
      ...(answer === 'duplicate' ? [[idOf(result.owner), { did: 'create', answer: 'exists' }] as const] : []),
    );
  },
  unknown: about('', [ref.id, { did: 'restore', answer: 'unknown' }]),
});

/** Protects a customer, or lifts its protection. */
export const protect = (ref: CustomerRef, did: 'protect' | 'lift'): Request => ({
  name: `${did} ${ref.id}`,
  async send(table, stamp) {
    const isWanted = did === 'protect';
    const { outcome } = await changeCustomer<object>(
      table,
      ref,
      ({ profile, protection }) =>
        isWanted === (protection !== undefined)
          ? undefined
          : { profile: profile as object, protect: isWanted },
      stamp,
    );
    const answer = outcome === 'notFound' || outcome === 'unchanged' ? outcome : 'done';
    return about(`${did} ${outcome}`, [ref.id, { did, answer }]);
  },
  unknown: about('', [ref.id, { did, answer: 'unknown' }]),
});

/** What an update changes beside the number in the profile that it adds one to. */
export interface Patch {
  readonly active?: boolean;
  /** Takes the place of the one that the customer has, if any. */
  readonly taxId?: string;
}

/** Reads a number in the profile, adds one, and begins again where another request was faster. */
export const update = (ref: CustomerRef, { active, taxId }: Patch = {}): Request => ({
  name: `update ${ref.id}${taxId === undefined ? '' : ` to ${taxId}`}${active === undefined ? '' : `, active ${active}`}`,
  async send(table, stamp) {
    for (let round = 0; round < ROUNDS; round++) {
      const seen = await readCustomer<{ updates: number; taxId?: string }>(table, ref);
      const updates = Number(seen?.profile?.updates) + 1;
      const from = seen?.profile?.taxId;
      const change = {
        listing: listingOf(updates),
        profile: { ...seen?.profile, updates, ...(taxId !== undefined && { taxId }) },
        ...(active !== undefined && { active }),
        ...(taxId !== undefined && {
          uniqueKey: { to: keyOf(taxId), ...(from !== undefined && { from: keyOf(from) }) },
        }),
      };
      const result = seen
        ? await updateCustomer(table, ref, seen, change, stamp)
        : ({ outcome: 'notFound' } as const);
      if (result.outcome === 'changed') continue;
      if (result.outcome === 'duplicate')
        return about('update duplicate', [idOf(result.owner), { did: 'create', answer: 'exists' }]);
      const answer = result.outcome === 'updated' ? { updates } : result.outcome;
      const told = { did: 'update', answer, ...(active !== undefined && { active }) } as const;
      return about(`update ${result.outcome}`, [ref.id, told]);
    }
    return { outcome: 'update gave up', customers: [], dependents: [] };
  },
  unknown: about('', [ref.id, { did: 'update', answer: 'unknown', ...(active !== undefined && { active }) }]),
});

/** @param memory where the client remembers it */
export const read = (ref: CustomerRef, memory: Memory): Request => ({
  name: `read ${ref.id}`,
  async send(table) {
    const customer = await readCustomer(table, ref);
    if (!customer) return about('read notFound', [ref.id, { did: 'read', answer: 'notFound' }]);
    const answer = {
      status: customer.deactivation ? 'inactive' : 'active',
      linkCount: customer.linkCount ?? Number.NaN,
      updates: Number(customer.profile?.updates),
      isProtected: customer.protection !== undefined,
    } as const;
    memory.set(ref.id, { seen: answer, version: seenIn(tagOf(customer)) });
    return about('read found', [ref.id, { did: 'read', answer }]);
  },
  unknown: { customers: [], dependents: [] },
});

function about(outcome: string, ...customers: Testimony['customers']): Testimony {
  return { outcome, customers, dependents: [] };
}
