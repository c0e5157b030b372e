import { computed, signal } from '@preact/signals';
import type { Session, VendorClient } from '../../../local/sandbox/shapes.ts';
import type { PagesConfig, SignInConfig } from '../../config.ts';
import { askFor, Refusal } from './ask.ts';
import { tokenFromIssuer } from './issuer.ts';

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
    if (found.signIn) await comeBack(found.signIn);
    config.value = found;
  } catch (error) {
    startProblem.value = error as Error;
  }
}

/** Signs in who comes back from the issuer; what goes wrong with it, the sign-in shows. */
async function comeBack(issuer: SignInConfig): Promise<void> {
  try {
    const token = await tokenFromIssuer(issuer);
    if (token) await take(`Bearer ${token}`);
  } catch (error) {
    signedOutBy.value = error as Error;
  }
}

/** Tokens of the samples live for an hour: this gets fresh ones. Clients that somebody has added stay. */
export async function signInLocally(): Promise<void> {
  const session = await askFor<Session>({ method: 'GET', path: '/sandbox/session' });
  operator.value = session.operator;
  for (const client of session.clients) addClient(client);
}

/** Why nobody is signed in any more, where it was not their wish. */
export const signedOutBy = signal<Error | undefined>(undefined);

/**
 * Takes a key once the service has taken it. What cannot be a key is not sent: it may be another secret.
 * @throws Refusal, Unanswered
 */
export async function signIn(text: string): Promise<void> {
  const [, key] = /^(?:Bearer +)?(offboard_operator_[0-9a-f]+)$/i.exec(text.trim()) ?? [];
  if (!key) throw new Error('This is no key of the operator: it begins with offboard_operator_');
  await take(`Bearer ${key}`);
}

async function take(authorization: string): Promise<void> {
  await askFor({ method: 'GET', path: '/operator/v1/events?from=now&limit=1' }, authorization);
  operator.value = authorization;
  signedOutBy.value = undefined;
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

/** The body of what the operator asks for. A key that is no longer taken signs out. @throws Refusal, Unanswered */
export async function askOperator<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  const authorization = operator.value;
  try {
    return await askFor<Body>({ method: 'GET', path }, authorization, signal);
  } catch (error) {
    const isRefused = error instanceof Refusal && error.exchange.status === 401;
    // On a laptop nobody signs in. An answer to a key that was given up meanwhile says nothing of the next one.
    if (isRefused && !config.value?.sandbox && operator.value === authorization) {
      signOut();
      signedOutBy.value = error;
    }
    throw error;
  }
}
