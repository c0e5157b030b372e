import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An issuer of OpenID Connect in this process, as far as the console and the service need one. */
export interface TestIssuer {
  readonly url: string;
  /** What its next token says, and whether it refuses. */
  next: { readonly claims?: object; readonly refuses?: boolean };
  close(): void;
}

/** Codes that were given out, each with what it was asked with. */
type Codes = Map<string, URLSearchParams>;

export async function startIssuer(clientId: string): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }];
  const codes: Codes = new Map();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://issuer');
    const json = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify(body));
    if (pathname === '/jwks') return json(200, { keys });
    // A page, as of people who sign in: a redirect alone would not pass by the routes of playwright.
    if (pathname === '/authorize')
      return response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<a href="${answerOf(issuer, codes, searchParams).replaceAll('&', '&amp;')}">Continue</a>`);
    const asked = new URLSearchParams(await text(request));
    if (!isRightCode(codes, asked, clientId)) return json(400, { error: 'invalid_grant' });
    const claims = { iss: issuer.url, sub: 'ada', client_id: clientId, token_use: 'access' };
    const jwt = new SignJWT({ ...claims, scope: 'offboard/read', ...issuer.next.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setExpirationTime('10m');
    return json(200, { access_token: await jwt.sign(privateKey), token_type: 'Bearer' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer: TestIssuer = {
    url: `http://127.0.0.1:${port}`,
    next: {},
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return issuer;
}

/** Where the browser is sent back to. */
function answerOf({ next }: TestIssuer, codes: Codes, asked: URLSearchParams): string {
  const back = new URL(asked.get('redirect_uri') as string);
  back.searchParams.set('state', asked.get('state') ?? '');
  if (next.refuses) back.searchParams.set('error', 'access_denied');
  else {
    const code = randomUUID();
    codes.set(code, asked);
    back.searchParams.set('code', code);
  }
  return back.href;
}

/** A code is good once, for its client and address, and with what its challenge was made of: RFC 7636, section 4.6. */
function isRightCode(codes: Codes, asked: URLSearchParams, clientId: string): boolean {
  const code = asked.get('code') ?? '';
  const begun = codes.get(code);
  codes.delete(code);
  const digest = createHash('sha256')
    .update(asked.get('code_verifier') ?? '')
    .digest('base64url');
  return (
    begun?.get('code_challenge_method') === 'S256' &&
    begun.get('code_challenge') === digest &&
    begun.get('redirect_uri') === asked.get('redirect_uri') &&
    begun.get('client_id') === clientId &&
    asked.get('client_id') === clientId
  );
}
