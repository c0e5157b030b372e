import type { SignInConfig } from '../../config.ts';

/** What the page must know again once the browser comes back. */
interface Kept {
  /** RFC 7636: only who has it can change the code for a token. */
  readonly verifier: string;
  /** By which a code is known to be the answer to our own question. */
  readonly state: string;
  /** Where in the console somebody wanted to be. */
  readonly hash: string;
}

/** Nothing else outlives a page, and this no longer than until the browser is back. */
const KEPT = 'offboard-sign-in';

/** Leaves the console for the issuer: the authorization code flow with PKCE. */
export async function leaveForIssuer({
  authorizationUrl,
  clientId: client_id,
  scope,
}: SignInConfig): Promise<void> {
  const kept: Kept = { verifier: random(), state: random(), hash: location.hash };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(kept.verifier));
  const to = new URL(authorizationUrl);
  const question = {
    ...{ response_type: 'code', client_id, scope, redirect_uri: home(), state: kept.state },
    ...{ code_challenge: base64url(new Uint8Array(digest)), code_challenge_method: 'S256' },
  };
  for (const [name, value] of Object.entries(question)) to.searchParams.set(name, value);
  location.assign(to);
}

/**
 * The access token, where the browser comes back from the issuer. The code leaves the address before anything else happens.
 * @throws Error where the issuer refuses, or the code is no answer to what this page has asked
 */
export async function tokenFromIssuer(config: SignInConfig): Promise<string | undefined> {
  const answer = new URLSearchParams(location.search);
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const code = answer.get('code');
  const error = answer.get('error');
  if (!code && !error) return undefined;
  const kept = text === null ? undefined : (JSON.parse(text) as Kept);
  history.replaceState(undefined, '', `/${kept?.hash ?? ''}`);
  dispatchEvent(new Event('hashchange'));
  if (kept === undefined || answer.get('state') !== kept.state)
    throw new Error('This sign-in was not begun on this page: begin it again');
  if (!code) throw new Error(`The issuer refused: ${answer.get('error_description') ?? error}`);
  return exchanged(config, code, kept.verifier);
}

async function exchanged(
  { tokenUrl, clientId: client_id }: SignInConfig,
  code: string,
  code_verifier: string,
): Promise<string> {
  const body = new URLSearchParams({
    ...{ grant_type: 'authorization_code', client_id, redirect_uri: home() },
    ...{ code, code_verifier },
  });
  const request: RequestInit = { method: 'POST', body, credentials: 'omit', cache: 'no-store' };
  const response = await fetch(tokenUrl, request).catch((cause) => {
    throw new Error('The issuer gave no answer: begin the sign-in again', { cause });
  });
  const { access_token } = await response.json().catch(() => ({}));
  if (!response.ok || typeof access_token !== 'string')
    throw new Error(`The issuer gave no token: it answered with ${response.status}`);
  return access_token;
}

/** What the issuer must know as the address to send browsers back to. */
const home = (): string => `${location.origin}/`;

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
