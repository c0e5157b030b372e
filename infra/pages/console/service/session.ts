import { computed, signal } from '@preact/signals';
import type { Session, VendorClient } from '../../../local/sandbox/shapes.ts';
import type { PagesConfig } from '../../config.ts';
import { askFor } from './ask.ts';

/** What the stage says of itself; undefined until it has. */
export const config = signal<PagesConfig | undefined>(undefined);

/** What keeps the console from beginning. */
export const startProblem = signal<Error | undefined>(undefined);

/** The operator's header value: in memory only, so that closing the page signs out. */
export const operator = signal<string | undefined>(undefined);

/** Credentials for the vendors' own routes, in memory only. */
export const clients = signal<readonly VendorClient[]>([]);

export const isSignedIn = computed(() => operator.value !== undefined);

/** Reads how the stage is set up; on a laptop it signs in, too. */
export async function startSession(): Promise<void> {
  try {
    const found = await askFor<PagesConfig>({ method: 'GET', path: '/console/config.json' });
    if (found.sandbox) await signInLocally();
    config.value = found;
  } catch (error) {
    startProblem.value = error as Error;
  }
}

/** Tokens of the samples live for an hour: this gets fresh ones. */
export async function signInLocally(): Promise<void> {
  const session = await askFor<Session>({ method: 'GET', path: '/sandbox/session' });
  operator.value = session.operator;
  clients.value = session.clients;
}

/** Takes a key once the service has taken it. @throws Refusal, Unanswered */
export async function signIn(key: string): Promise<void> {
  const authorization = /^bearer /i.test(key) ? key : `Bearer ${key}`;
  await askFor({ method: 'GET', path: '/operator/v1/events?from=now&limit=1' }, authorization);
  operator.value = authorization;
}

export function signOut(): void {
  operator.value = undefined;
  clients.value = [];
}

/** Who may call as a client of this tenant, where the console knows one. */
export const clientOf = (vendor: string, tenant: string): VendorClient | undefined =>
  clients.value.find((client) => client.vendor === vendor && client.tenant === tenant);

export function addClient(client: VendorClient): void {
  const others = clients.value.filter(
    ({ vendor, tenant }) => vendor !== client.vendor || tenant !== client.tenant,
  );
  clients.value = [...others, client];
}

/** The body of what the operator asks for. @throws Refusal, Unanswered */
export const askOperator = <Body>(path: string, signal?: AbortSignal): Promise<Body> =>
  askFor<Body>({ method: 'GET', path }, operator.value, signal);
