import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  failedBefore,
  heldBack,
  inConflict,
  inTurn,
  statementsFail,
  throttled,
  withFates,
} from '../support/faults.ts';
import { newStamp } from '../support/store.ts';
import { type Crowd, drawCredit, drawDependent } from '../torture/crowd.ts';
import { type CustomerState, customerStep, NO_CUSTOMER } from '../torture/customer-model.ts';
import { type DependentState, dependentStep, NO_DEPENDENT } from '../torture/dependent-model.ts';
import { Impossible } from '../torture/linearizability.ts';
import * as requests from '../torture/requests.ts';
import { readRest } from '../torture/rest.ts';
import { SABOTAGE, sabotaged } from '../torture/sabotage.ts';

/** What customers and dependents must be like after the requests so far. */
interface Model {
  readonly customers: Map<string, CustomerState>;
  readonly dependents: Map<string, DependentState>;
}

interface Service {
  readonly table: Table;
  readonly crowd: Crowd;
  /** Lets those attempts arrive that were held back. */
  readonly underWay: (() => Promise<void>)[];
}

const CUSTOMERS = 2;
const HOLDERS = 3;

const newCrowd = (tenant: string): Crowd => ({
  customers: Array.from({ length: CUSTOMERS }, (_, n) => ({ vendor: 'model', tenant, id: `c${n}` })),
  dependents: Array.from({ length: HOLDERS }, (_, n) => ({
    vendor: 'model',
    tenant,
    kind: n > 0 ? 'RECURRING_INVOICE' : 'INVOICE',
    id: `d${n}`,
  })),
  attached: new Set(),
  deleted: new Set(),
  memory: new Map(),
});

const newService = (table: Table): { model: Model; real: Service } => ({
  model: { customers: new Map(), dependents: new Map() },
  real: { table, crowd: newCrowd(randomUUID()), underWay: [] },
});

/** Takes the model one step further. Fails where the answer of the request is not possible. */
function step(model: Model, { customers, dependents }: Omit<requests.Testimony, 'outcome'>): void {
  for (const [id, request] of customers)
    model.customers.set(id, possible(customerStep(model.customers.get(id) ?? NO_CUSTOMER, request)));
  for (const [id, request] of dependents)
    model.dependents.set(id, possible(dependentStep(model.dependents.get(id) ?? NO_DEPENDENT, request)));
}

function possible<State>(state: State | Impossible): State {
  if (state instanceof Impossible) throw new Error(state.why);
  return state;
}

type Command = fc.AsyncCommand<Model, Service>;

/** Sends a request, one attempt of which has another fate than to be answered. */
class Send implements Command {
  readonly name: string;
  readonly fate: string;
  /** How many attempts are answered before that one. */
  readonly before: number;
  readonly request: (crowd: Crowd) => requests.Request;

  constructor(name: string, fate: string, before: number, request: Send['request']) {
    this.name = name;
    this.fate = fate;
    this.before = before;
    this.request = request;
  }

  check = () => true;

  async run(model: Model, { table, crowd, underWay }: Service): Promise<void> {
    const held = heldBack();
    const holdBack: Fate = (attempt) => {
      underWay.push(held.arrive);
      return held.fate(attempt);
    };
    const fates = [...Array<Fate>(this.before).fill(answered), FATES[this.fate] ?? holdBack];
    const testimony = await this.request(crowd).send(withFates(table, inTurn(...fates)), newStamp());
    step(model, testimony);
  }

  toString = () =>
    this.fate === 'answered' ? this.name : `${this.name} (attempt ${this.before + 1} ${this.fate})`;
}

/** An attempt that was held back arrives, long after its request was answered. */
class Arrive implements Command {
  check = () => true;

  async run(_: Model, { underWay }: Service): Promise<void> {
    await underWay.shift()?.();
  }

  toString = () => 'what was held back arrives';
}

const FATES: Readonly<Record<string, Fate>> = {
  answered,
  'dropped after': droppedAfter,
  '5xx before': failedBefore,
  throttled,
  'in conflict': inConflict,
  'a statement throttled': statementsFail((n) => n === 0, 'ThrottlingError'),
};

const fate = fc.constantFrom(...Object.keys(FATES), 'held back');
const customer = fc.nat(CUSTOMERS - 1);
const dependent = fc.nat(HOLDERS - 1);
const removal = fc.constantFrom('deletion', 'deactivation');

type Draw = (crowd: Crowd, c: number, h: number, how: 'deletion' | 'deactivation') => requests.Request;

/** Sends a request about a customer and a dependent that are drawn. */
const send = (request: Draw): fc.Arbitrary<Command> =>
  fc.tuple(fate, fc.nat(2), customer, dependent, removal).map(([fate, before, c, h, how]) => {
    const { name } = request(newCrowd(''), c, h, how);
    return new Send(name, fate, before, (crowd) => request(crowd, c, h, how));
  });

const create = send(({ customers }, c) => requests.create(customers[c]!));
const attach = send(({ customers, dependents }, c, h) => requests.attach([[dependents[h]!, customers[c]!]]));
const remove = send(({ customers }, c, _, how) => requests.remove(customers[c]!, how, {}));

/** Creating and attaching come twice as often: without them little happens. */
const commands: fc.Arbitrary<Command>[] = [
  create,
  create,
  attach,
  attach,
  send(({ customers, dependents }, c) =>
    requests.attach([
      [dependents[0]!, customers[c]!],
      [dependents[1]!, customers[0]!],
    ]),
  ),
  send(({ customers }, c) => requests.createEach([customers[c]!, customers[1 - c]!])),
  send((crowd, c) =>
    requests.attachEach([crowd.customers[c]!, ...crowd.customers], () => drawDependent(crowd)),
  ),
  send(({ customers }, c, h) =>
    requests.createMany([customers[c]!, customers[1 - c]!], h === 0 ? [] : [`t${h % 2}`, 't2']),
  ),
  send(({ customers, dependents }, _, h) => requests.detach(dependents[h]!, customers)),
  send(({ customers, dependents }, c, h) => requests.move(dependents[h]!, customers[c]!, customers)),
  send(({ customers, dependents }, _, h) => requests.move(dependents[h]!, null, customers)),
  send(({ dependents }, _, h) => requests.number(dependents[h]!)),
  send(({ dependents }, _, h) => requests.changeMany([dependents[h]!, dependents[(h + 1) % HOLDERS]!])),
  send((crowd, _, h) => requests.credit(crowd.dependents[h]!, drawCredit(crowd))),
  remove,
  send(({ customers }, c, _, how) => requests.endAndRemove(customers[c]!, how)),
  send(({ customers }, _, __, how) => requests.removeMany(customers, how)),
  send(({ customers, memory }, c, _, how) => requests.removeSeen(customers[c]!, how, memory)),
  send(({ customers }, c) => requests.reactivate(customers[c]!)),
  send(({ customers }, c) => requests.restore(customers[c]!)),
  send(({ customers }, c, h) => requests.protect(customers[c]!, h === 0 ? 'protect' : 'lift')),
  send(({ customers }, c) => requests.update(customers[c]!)),
  send(({ customers }, c, h) => requests.update(customers[c]!, { active: h % 2 === 0 })),
  send(({ customers }, c, h) => requests.update(customers[c]!, { taxId: `t${h % 2}` })),
  send(({ customers, memory }, c) => requests.read(customers[c]!, memory)),
  fc.constant(new Arrive()),
];

/** Whatever is sent, one request after the other: each answer, and what is stored in the end, is as the model says. */
const serviceIsAsTheModel = (table: Table, some = commands) =>
  fc.asyncProperty(fc.commands(some, { maxCommands: 25, size: 'max' }), async (sent) => {
    const service = newService(table);
    await fc.asyncModelRun(() => service, sent);
    for (const arrive of service.real.underWay) await arrive();
    const { recorded, violations } = await readRest(table, service.real.crowd, 0);
    step(service.model, recorded.testimony);
    expect(violations).toEqual([]);
  });

describe('the customers, by their model', () => {
  it('answer and store what the model says', { timeout: 120_000 }, async () => {
    await fc.assert(serviceIsAsTheModel(receivables()), { numRuns: 40 });
  });

  it('are found out when they are broken, by the fewest requests that show it', {
    timeout: 120_000,
  }, async () => {
    const broken = sabotaged(receivables(), SABOTAGE['a removal that does not look at the links']!);

    const { failed, counterexample, errorInstance } = await fc.check(
      serviceIsAsTheModel(broken, [create, attach, remove]),
      { seed: 5 },
    );

    expect(failed).toBe(true);
    expect([...counterexample![0]].map(String)).toEqual(['create c0', 'attach d0 to c0', 'delete c0']);
    expect(String(errorInstance)).toBe('Error: it has 1 link(s): d0');
  });
});
