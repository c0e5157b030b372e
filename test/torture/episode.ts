import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import type { Table } from '../../shared/dynamodb/tables.ts';
import { withFates } from '../support/faults.ts';
import { pick, seeded } from '../support/random.ts';
import { storm } from '../support/random-faults.ts';
import { drawRequest, hear, newCrowd } from './crowd.ts';
import { type Recorded, violationsIn } from './history.ts';
import type { Request, Testimony } from './requests.ts';
import { readRest } from './rest.ts';
import { overNetwork, VirtualTime } from './virtual-time.ts';

export interface EpisodeOptions {
  /** Decides everything: what the clients send, what goes wrong, and in which order it all happens. */
  readonly seed: number;
  readonly clients: number;
  /** A tenant that nothing else in this table belongs to. */
  readonly tenant: string;
  /** Requests that each client sends; enough for long histories when not said. */
  readonly requests?: number | undefined;
}

export interface Episode {
  /** How often, by what was asked and answered: `delete linked`. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** How often, by the kind of fault. */
  readonly faults: ReadonlyMap<string, number>;
  /** Customers and dependents whose histories were checked. */
  readonly histories: number;
  readonly violations: readonly string[];
}

const REQUESTS = 25;
/** Milliseconds that a client thinks between two requests, at most. */
const THOUGHT = 60;
/** By how much the usual rates of faults are multiplied. */
const STRENGTHS = [0, 1, 2, 3];
/** Milliseconds for which a request keeps trying: the usual, and so few that it often gives up. */
const PATIENCE = [8_000, 400];
/** One of so many episodes credits. */
const CREDITS = 3;
const START = Date.parse('2026-11-01T00:00:00Z');

/** Lets many clients send requests about few customers, in a storm of faults, and checks what they were answered. */
export async function runEpisode(
  table: Table,
  { seed, clients, tenant, requests = REQUESTS }: EpisodeOptions,
): Promise<Episode> {
  const time = new VirtualTime();
  const outcomes = new Map<string, number>();
  const faults = new Map<string, number>();
  const errors: string[] = [];
  const history: Recorded[] = [];
  const crowd = newCrowd(tenant, seed % CREDITS === 0);
  const strength = pick(seeded(seed), STRENGTHS);
  const fates = storm(seeded(seed + 1), strength, (kind) => count(faults, kind));
  const stormy = withFates(overNetwork(table, time, seeded(seed + 2)), fates, time.sleep);

  await time.run(seeded(seed + 3), async () => {
    const all = Array.from({ length: clients }, (_, client) =>
      runClient(client, seeded(seed * 1000 + client)),
    );
    await Promise.all(all);
  });
  const rest = await readRest(table, crowd, time.now() + 1);
  // Of a request that ended in an unexpected error nobody knows what it did: too little is known to check the rest.
  const violations =
    errors.length > 0 ? errors : [...rest.violations, ...violationsIn([...history, rest.recorded])];
  return { outcomes, faults, histories: crowd.customers.length + crowd.dependents.length, violations };

  async function runClient(client: number, random: () => number): Promise<void> {
    let request = drawRequest(random, crowd);
    for (let n = 1; n <= requests; n++) {
      await time.sleep(random() * THOUGHT);
      const isAnswered = await sendRequest(`#${client}.${n}`, request, random);
      // A client without an answer often sends the same again; to the service that is another request.
      if (isAnswered || random() < 0.5) request = drawRequest(random, crowd);
    }
  }

  async function sendRequest(id: string, request: Request, random: () => number): Promise<boolean> {
    const invoked = time.now();
    const stamp = { at: new Date(START + invoked).toISOString(), by: id, requestId: `${seed} ${id}` };
    const givesUp = random() < 0.04 ? [time.sleep(random() * 300).then(() => undefined)] : [];
    const deadline = invoked + pick(random, PATIENCE);
    const answer = request.send({ ...stormy, deadline }, stamp).catch((error) => {
      if (!(error instanceof GaveUp)) errors.push(`${id} ${request.name}: ${(error as Error).stack}`);
      // Any other reason for giving up says that nothing was changed, and is held to it.
      else if (error.known !== 'unknown') return gaveUp(request, error.known);
      return undefined;
    });
    const testimony = await Promise.race([answer, ...givesUp]);
    const outcome = testimony?.outcome ?? `${request.name.split(' ', 1)[0]} unknown`;
    count(outcomes, outcome.startsWith('bulk') ? (outcome.split(':', 1)[0] as string) : outcome);
    if (testimony) hear(crowd, testimony);
    history.push({
      name: `${id} ${request.name} → ${outcome}`,
      invoked,
      returned: testimony ? time.now() : Infinity,
      testimony: testimony ?? request.unknown,
    });
    return testimony !== undefined;
  }
}

const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

const gaveUp = ({ name }: Request, known: string): Testimony => ({
  outcome: `${name.split(' ', 1)[0]} gave up: ${known}`,
  customers: [],
  dependents: [],
});
