import type { CustomerRef, DependentRef } from '../../shared/receivables/keys.ts';
import { pick } from '../support/random.ts';
import { batch } from './batch-request.ts';
import * as requests from './requests.ts';

/** The customers that all clients send requests about, and the dependents that they have named so far. */
export interface Crowd {
  readonly customers: CustomerRef[];
  readonly dependents: DependentRef[];
  /** Ids of the dependents that were attached, and not detached, by the answers so far. */
  readonly attached: Set<string>;
  /** Ids of the customers that were deleted, and not created or restored, by the answers so far. */
  readonly deleted: Set<string>;
  readonly memory: requests.Memory;
  /** Whether they credit: the seeds of those that do not go on drawing what they drew before there were credits. */
  readonly credits?: boolean;
}

/** Takes note of an answer, so that later requests more often name what is there. */
export function hear(
  { attached, deleted }: Crowd,
  { dependents, customers }: Omit<requests.Testimony, 'outcome'>,
): void {
  for (const [id, { did, answer }] of dependents) {
    if (did === 'attach' && answer === 'done') attached.add(id);
    if (did === 'detach') attached.delete(id);
  }
  for (const [id, { did, answer }] of customers) {
    if (did === 'delete' && answer === 'removed') deleted.add(id);
    if (did === 'create' || did === 'restore') deleted.delete(id);
  }
}

/** Fewer than there are customers, so that customers compete for them. */
const TAX_IDS = ['t1', 't2'];

/** What is left of a deleted customer: all of it for good, all of it for longer than the crowd is at work, or its number. */
const DELETIONS = [{}, { expireAfter: 4_000_000_000 }, { eraseAfter: 86_400 }];

export const newCrowd = (tenant: string, credits: boolean): Crowd => ({
  customers: ['c1', 'c2', 'c3', 'c4'].map((id) => ({ vendor: 'torture', tenant, id })),
  dependents: [],
  attached: new Set(),
  deleted: new Set(),
  memory: new Map(),
  credits,
});

/** A request on some of them: the same one where `random` draws the same. */
export function drawRequest(random: () => number, crowd: Crowd): requests.Request {
  const { customers } = crowd;
  const customer = someCustomer(random, customers);
  const some = Array.from({ length: 3 }, () => someCustomer(random, customers));
  const kinds: [weight: number, request: () => requests.Request][] = [
    [14, () => requests.create(customer)],
    [12, () => requests.create(customer, pick(random, TAX_IDS))],
    [4, () => requests.createMany([...new Set(some)], [pick(random, TAX_IDS)])],
    [10, () => requests.createMany(newCustomers(customers), [undefined, pick(random, TAX_IDS)])],
    [14, () => requests.attach([[newDependent(random, crowd), customer]])],
    [4, () => requests.attach(some.slice(1).map((each) => [newDependent(() => 1, crowd), each]))],
    [6, () => requests.attachEach([...some, customer], () => drawDependent(crowd))],
    [18, () => requests.detach(someDependent(random, crowd), customers)],
    [10, () => requests.move(someDependent(random, crowd), customer, customers)],
    [3, () => requests.move(someDependent(random, crowd), null, customers)],
    [8, () => requests.changeMany(someDependents(random, crowd))],
    [crowd.credits ? 30 : 0, () => requests.credit(someDependent(random, crowd), drawCredit(crowd))],
    [8, () => requests.number(someDependent(random, crowd))],
    [8, () => requests.remove(customer, 'deactivation', {})],
    [10, () => requests.remove(customer, 'deletion', pick(random, DELETIONS))],
    [6, () => requests.removeMany(some, pick(random, ['deletion', 'deactivation']))],
    [6, () => requests.removeSeen(customer, pick(random, ['deletion', 'deactivation']), crowd.memory)],
    [12, () => requests.reactivate(customer)],
    [12, () => requests.restore(someDeleted(random, crowd) ?? customer)],
    // Protected for a short time only: a customer that never goes shows little.
    [4, () => requests.protect(customer, 'protect')],
    [6, () => requests.protect(customer, 'lift')],
    [5, () => requests.update(customer)],
    [6, () => requests.update(customer, { active: random() < 0.5 })],
    [6, () => requests.update(customer, { taxId: pick(random, TAX_IDS) })],
    [5, () => requests.read(customer, crowd.memory)],
    [6, () => batch([...some, customer])],
  ];
  const lots = kinds.flatMap(([weight, request]) => Array<typeof request>(weight).fill(request));
  return pick(random, lots)();
}

/** How many customers there are from the beginning. */
const FIRST = 4;

/** One of the first customers, or now and then one of those that were named last. */
const someCustomer = (random: () => number, customers: readonly CustomerRef[]): CustomerRef =>
  pick(random, random() < 0.8 ? customers.slice(0, FIRST) : customers.slice(-2));

/** A customer that is probably deleted. */
const someDeleted = (random: () => number, { customers, deleted }: Crowd): CustomerRef | undefined =>
  deleted.size > 0
    ? pick(
        random,
        customers.filter(({ id }) => deleted.has(id)),
      )
    : undefined;

/** Two that nobody has named before. What keeps them from being created is another's tax id, and that comes late. */
function newCustomers(customers: CustomerRef[]): CustomerRef[] {
  const { vendor, tenant } = customers[0] as CustomerRef;
  const both = [1, 2].map((n) => ({ vendor, tenant, id: `c${customers.length + n}` }));
  customers.push(...both);
  return both;
}

/** A dependent with a new id, or now and then one that was named before. */
function newDependent(random: () => number, crowd: Crowd): DependentRef {
  const { dependents, customers } = crowd;
  const named = dependents.filter(({ id }) => !isDrawn(id));
  if (named.length > 0 && random() < 0.1) return pick(random, named);
  const { vendor, tenant } = customers[0] as CustomerRef;
  const kind = random() < 0.3 ? 'RECURRING_INVOICE' : 'INVOICE';
  const dependent = { vendor, tenant, kind, id: `d${dependents.length + 1}` };
  dependents.push(dependent);
  return dependent;
}

/** One or two different ones. */
const someDependents = (random: () => number, crowd: Crowd): DependentRef[] => [
  ...new Set([someDependent(random, crowd), someDependent(random, crowd)]),
];
/** A dependent under an id that the service draws, which no client names before it was told. */
export function drawDependent({ dependents, customers }: Crowd): DependentRef {
  const { vendor, tenant } = customers[0] as CustomerRef;
  const kind = dependents.length % 3 === 0 ? 'RECURRING_INVOICE' : 'INVOICE';
  const dependent = { vendor, tenant, kind, id: `u${dependents.length + 1}` };
  dependents.push(dependent);
  return dependent;
}

/** The same for what credits another dependent: it is attached by that alone. */
export function drawCredit({ dependents, customers }: Crowd): DependentRef {
  const { vendor, tenant } = customers[0] as CustomerRef;
  const dependent = { vendor, tenant, kind: 'AR_ITEM', id: `k${dependents.length + 1}` };
  dependents.push(dependent);
  return dependent;
}

const isDrawn = (id: string): boolean => /^[uk]/.test(id);

/** A dependent that is probably live, or now and then any. */
function someDependent(random: () => number, crowd: Crowd): DependentRef {
  const { dependents, attached } = crowd;
  if (dependents.length === 0) return newDependent(random, crowd);
  const live = dependents.filter(({ id }) => attached.has(id));
  return pick(random, live.length > 0 && random() < 0.9 ? live : dependents);
}
