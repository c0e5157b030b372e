import { isUtf8 } from 'node:buffer';

const HIDDEN = '***';

/** Bodies are shown so far; what follows is looked at as far as a secret is long that begins before. */
const MOST_SHOWN = 64 * 1024;
const LONGEST_SECRET = 16 * 1024;

/** Names of fields and parameters that hold secrets: `client_secret`, `password`, `access_token`, `refresh_token`. */
const SECRET = '[\\w-]*(?:secret|password|token)';
const IN_JSON = new RegExp(`("${SECRET}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi');
const IN_FORM = new RegExp(`(^|[?&])(${SECRET})=[^&\\s]*`, 'gi');

/** Tokens and keys of this service, known by how they look wherever they stand. Bounded: a text may only look like many. */
const LOOKS_SECRET =
  /\beyJ[\w-]{1,2000}\.[\w-]{1,8000}\.[\w-]*|\b(beel_sk_(live|test)|offboard_operator)_\w+/g;

const SECRET_HEADER = /authorization|cookie|secret|password|token|api-key/i;

const TOKEN_ROUTE = /^\/(oauth\/)?token(\?|$)/;

/** A text, or a target with its query, without what is known to be secret. */
export const withoutSecrets = (text: string): string =>
  text
    .replaceAll(IN_JSON, `$1"${HIDDEN}"`)
    .replaceAll(IN_FORM, `$1$2=${HIDDEN}`)
    .replaceAll(LOOKS_SECRET, HIDDEN);

/** The value of a header; of a secret one only how it says who asks. */
export function shownHeader(name: string, value: string): string {
  if (!SECRET_HEADER.test(name)) return withoutSecrets(value);
  const [, scheme] = /^(Bearer|Basic) /i.exec(value) ?? [];
  return scheme === undefined ? HIDDEN : `${scheme} ${HIDDEN}`;
}

/** A request's body as it is shown: whole, unless it is long or no text. */
export const shownRequestBody = (path: string, body: Buffer): string =>
  TOKEN_ROUTE.test(path) && isUtf8(body) ? shownTokenRequest(body.toString()) : shownBody(body);

export function shownBody(body: Buffer): string {
  if (!isUtf8(body)) return `(${body.length} bytes that are no text)`;
  // Before it is cut: half a secret would not be known.
  const text = body.toString();
  const shown = withoutSecrets(text.slice(0, MOST_SHOWN + LONGEST_SECRET));
  const isWhole = text.length <= MOST_SHOWN + LONGEST_SECRET && shown.length <= MOST_SHOWN;
  return isWhole ? shown : `${shown.slice(0, MOST_SHOWN)}… (cut: ${body.length} bytes)`;
}

/** What a request for a token says openly, and what else it has by name. */
const OPEN = ['grant_type', 'username', 'clientId', 'client_id', 'scope', 'resource'];
const CLOSED = ['password', 'client_secret', 'refresh_token'];

/** Whatever a token is asked for with may be a secret in the wrong place: only what is known to be none is shown. */
function shownTokenRequest(text: string): string {
  const json = objectIn(text);
  const fields = json ? Object.entries(json) : [...new URLSearchParams(text)];
  const shown = fields.map(([name, value]): [string, unknown] => [
    [...OPEN, ...CLOSED].includes(name) ? name : HIDDEN,
    OPEN.includes(name) ? value : HIDDEN,
  ]);
  return json
    ? JSON.stringify(Object.fromEntries(shown))
    : shown.map(([name, value]) => `${name}=${value}`).join('&');
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
