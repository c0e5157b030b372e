import { randomUUID } from 'node:crypto';
import { beelSamples } from '../../../infra/commands/seed/samples/beel.ts';
import { seed } from '../../../infra/commands/seed/seed.ts';
import { filledFixture } from '../../../infra/local/fixtures.ts';
import { invoke } from '../../../infra/local/operation-events.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { createCustomer, type NewCustomer } from '../../../shared/receivables/customers/create.ts';
import { folded } from '../../../shared/receivables/lists/folded.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import type { Candidate } from '../bundles.ts';
import { callers } from '../deletes.ts';
import { type Timed, timed } from '../meter.ts';
import { listAll, type Wanted } from '../peers/list-all.ts';
import { firstAnswer, type RuntimeClient } from '../runtime-api.ts';
import { alternate, median } from '../statistics.ts';

/** One list of a company with so many customers, as the function answers it and as the naive peer finds it. */
export interface MeasuredList {
  readonly customers: number;
  readonly list: string;
  /** Milliseconds, the median of all rounds. */
  readonly ours: { readonly milliseconds: number; readonly units: number };
  readonly naive: { readonly milliseconds: number; readonly units: number };
}

export interface MeasuredWrites {
  readonly customers: number;
  /** Milliseconds and units of one: a value for each round. */
  readonly rounds: ReadonlyMap<string, readonly Timed[]>;
}

export interface Lists {
  readonly lists: readonly MeasuredList[];
  /** Megabytes that a fresh process needs at most for a filtered list of so many customers. */
  readonly memory: { readonly customers: number; readonly megabytes: number };
  /** What a creation takes, tax id and all, with its row and without, among the fewest and among the most customers. */
  readonly writes: readonly MeasuredWrites[];
}

const LIST = 'beel/customers/list-customers';

type Profile = { readonly legal_name: string; readonly email: string };
const profileOf = (item: { readonly profile?: object }) => item.profile as Profile;
const byName = (item: { readonly profile?: object }) => folded(profileOf(item).legal_name);

/** Each list's parameters, and the same of whole items. */
const LISTS: Readonly<Record<string, { query: Record<string, string>; wanted: Omit<Wanted, 'limit'> }>> = {
  'page 1': { query: {}, wanted: { passes: () => true, order: byName } },
  'filtered by name': {
    query: { search: 'castro' },
    wanted: { passes: (item) => byName(item).includes('castro'), order: byName },
  },
  'ordered by email': {
    query: { sort_by: 'email' },
    wanted: { passes: () => true, order: (item) => profileOf(item).email },
  },
};

/** Measures lists at each of these sizes, which grow, and what a row costs its item's write. */
export async function measureLists(
  sizes: readonly number[],
  rounds: number,
  { candidate, client }: { readonly candidate: Candidate; readonly client: RuntimeClient },
): Promise<Lists> {
  const company = randomUUID();
  const tenant = { vendor: 'beel', tenant: `live:${company}` };
  const samples = beelSamples(tenant.tenant);
  // Without its tax id's item, of which no list knows.
  const customer = (): NewCustomer<object> => {
    const { uniqueKey, ...alone } = samples.customer();
    return alone;
  };
  const event = await listEvent(company);
  const lists: MeasuredList[] = [];
  // So that the company that is listed keeps its size.
  const elsewhere = beelSamples(`live:${randomUUID()}`);
  const writes: MeasuredWrites[] = [];
  let stored = 0;
  for (const customers of sizes) {
    const unlinked = { ...samples, items: { unlinked: 1, linked: 1 }, customer };
    await seed(receivables(), unlinked, { customers: customers - stored, links: 0 });
    stored = customers;
    if (customers === sizes[0] || customers === sizes.at(-1))
      writes.push({ customers, rounds: await measureWrites(elsewhere.customer, rounds) });
    for (const [list, { query, wanted }] of Object.entries(LISTS)) {
      // The naive peer reads every item: once is enough where there are many.
      const times = Math.max(1, Math.min(rounds, Math.round((rounds * 1_000) / customers)));
      const tasks = new Map([
        ['ours', () => timed(() => listed(event(query)))],
        ['naive', () => timed(() => listAll(tenant, { ...wanted, limit: 20 }))],
      ]);
      const measured = await alternate(times, tasks);
      const [ours, naive] = ['ours', 'naive'].map((name) => summary(measured.get(name) ?? []));
      lists.push({ customers, list, ours: ours!, naive: naive! });
    }
  }
  const { memory, response } = await firstAnswer(client, candidate, event({ search: 'castro' }));
  if (response.statusCode !== 200) throw new Error(`a list was refused: ${response.body}`);
  return {
    lists,
    memory: { customers: stored, megabytes: memory },
    writes,
  };
}

const summary = (rounds: readonly Timed[]) => ({
  milliseconds: median(rounds.map(({ clock }) => clock)),
  units: median(rounds.map(({ units }) => units)),
});

/** Makes events that list a company's customers. */
async function listEvent(company: string) {
  const { beel, ...others } = await callers();
  const fixture = filledFixture(`events/${LIST}.json`, { ...others, beel: { ...beel, company } });
  const authorization = await beelAuthorization({ company });
  return (query: Record<string, string>): HttpEvent => ({
    ...fixture,
    rawQueryString: new URLSearchParams(query).toString(),
    queryStringParameters: query,
    headers: { ...fixture.headers, authorization },
  });
}

async function listed(event: HttpEvent): Promise<void> {
  const { statusCode, body } = await invoke(event);
  if (statusCode !== 200) throw new Error(`a list was refused: ${body}`);
}

/** Creations in one round: one alone is too short to be timed. */
const CREATIONS = 20;

/** Creates customers with rows and without. */
async function measureWrites(customer: () => NewCustomer<object>, rounds: number) {
  const create = async (wanted: NewCustomer<object>) => {
    const stamp = { at: new Date().toISOString(), by: 'bench', requestId: randomUUID() };
    const { outcome } = await createCustomer(receivables(), wanted, stamp);
    if (outcome !== 'created') throw new Error(outcome);
  };
  const timedCreations = async (made: readonly NewCustomer<object>[]): Promise<Timed> => {
    const { clock, units } = await timed(async () => {
      for (const wanted of made) await create(wanted);
    });
    return { clock: clock / made.length, units: units / made.length };
  };
  const many = () => Array.from({ length: CREATIONS }, customer);
  const without = () => many().map(({ listing, ...unlisted }) => unlisted);
  await timedCreations([...many(), ...without()]);
  return alternate(
    rounds,
    new Map([
      ['with', () => timedCreations(many())],
      ['without', () => timedCreations(without())],
    ]),
  );
}
