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
import type { Crowd } from '../torture/crowd.ts';
import { type CustomerState, customerStep, NO_CUSTOMER } from '../torture/customer-model.ts';
import { type HolderState, holderStep, NO_HOLDER } from '../torture/holder-model.ts';
import { Impossible } from '../torture/linearizability.ts';
import * as requests from '../torture/requests.ts';
import { readRest } from '../torture/rest.ts';

/** What customers and holders must be after the requests so far. */
interface Model {
  readonly customers: Map<string, CustomerState>;
  readonly holders: Map<string, HolderState>;
}

interface Service {
  readonly table: Table;
  readonly crowd: Crowd;
  /** Lets attempts arrive that were held back. */
  readonly underWay: (() => Promise<void>)[];
}

const CUSTOMERS = 2;
const HOLDERS = 3;

const newService = (table: Table): { model: Model; real: Service } => {
  const tenant = { vendor: 'model', tenant: randomUUID() };
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => ({ ...tenant, id: `c${n}` }));
  const holders = Array.from({ length: HOLDERS }, (_, n) => ({ ...tenant, kind: 'INVOICE', id: `h${n}` }));
  return {
    model: { customers: new Map(), holders: new Map() },
    real: { table, crowd: { customers, holders }, underWay: [] },
  };
};

/** Takes the model one step on; a request's answer must be possible. */
function step(model: Model, { customers, holders }: Omit<requests.Testimony, 'outcome'>): void {
  for (const [id, request] of customers)
    model.customers.set(id, possible(customerStep(model.customers.get(id) ?? NO_CUSTOMER, request)));
  for (const [id, request] of holders)
    model.holders.set(id, possible(holderStep(model.holders.get(id) ?? NO_HOLDER, request)));
}

function possible<State>(state: State | Impossible): State {
  if (state instanceof Impossible) throw new Error(state.why);
  return state;
}

type Command = fc.AsyncCommand<Model, Service>;

/** Sends a request, whose first attempt has a fate of its own. */
class Send implements Command {
  readonly fate: string;
  readonly name: string;
  readonly request: (crowd: Crowd) => requests.Request;

  constructor(name: string, fate: string, request: (crowd: Crowd) => requests.Request) {
    this.name = name;
    this.fate = fate;
    this.request = request;
  }

  check = () => true;

  async run(model: Model, { table, crowd, underWay }: Service): Promise<void> {
    const held = heldBack();
    if (this.fate === 'held back') underWay.push(held.arrive);
    const fate = FATES[this.fate] ?? held.fate;
    const testimony = await this.request(crowd).send(withFates(table, inTurn(fate)), newStamp());
    step(model, testimony);
  }

  toString = () => `${this.name} (${this.fate})`;
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
const holder = fc.nat(HOLDERS - 1);
const removal = fc.constantFrom('deletion', 'deactivation');

type Requests = typeof requests;

/** Sends one of the requests of the torture, on a customer and a holder drawn. */
const send = (
  name: keyof Requests,
  request: (crowd: Crowd, c: number, h: number, how: 'deletion' | 'deactivation') => requests.Request,
): fc.Arbitrary<Command> =>
  fc
    .tuple(fate, customer, holder, removal)
    .map(
      ([fate, c, h, how]) =>
        new Send(`${name} c${c} h${h} ${how}`, fate, (crowd) => request(crowd, c, h, how)),
    );

const commands: fc.Arbitrary<Command>[] = [
  send('create', ({ customers }, c) => requests.create(customers[c]!)),
  send('attach', ({ customers, holders }, c, h) => requests.attach([[holders[h]!, customers[c]!]])),
  send('attach', ({ customers, holders }, c) =>
    requests.attach([
      [holders[0]!, customers[c]!],
      [holders[1]!, customers[0]!],
    ]),
  ),
  send('detach', ({ customers, holders }, _, h) => requests.detach(holders[h]!, customers)),
  send('move', ({ customers, holders }, c, h) => requests.move(holders[h]!, customers[c]!, customers)),
  send('remove', ({ customers }, c, _, how) => requests.remove(customers[c]!, how, {})),
  send('removeMany', ({ customers }, _, __, how) => requests.removeMany(customers, how)),
  send('reactivate', ({ customers }, c) => requests.reactivate(customers[c]!)),
  send('update', ({ customers }, c) => requests.update(customers[c]!)),
  send('read', ({ customers }, c) => requests.read(customers[c]!)),
  fc.constant(new Arrive()),
];

/** Whatever is sent, one after the other, every answer and what is stored in the end are as the model says. */
const serviceIsAsTheModel = (table: Table) =>
  fc.asyncProperty(fc.commands(commands, { maxCommands: 24 }), async (sent) => {
    const service = newService(table);
    await fc.asyncModelRun(() => service, sent);
    for (const arrive of service.real.underWay) await arrive();
    step(service.model, (await readRest(table, service.real.crowd, 0)).testimony);
  });

describe('the customers, by their model', () => {
  it('answer and store what the model says', { timeout: 120_000 }, async () => {
    await fc.assert(serviceIsAsTheModel(receivables()), { numRuns: 40 });
  });
});
