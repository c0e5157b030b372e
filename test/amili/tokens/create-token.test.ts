import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { clientCredentialId } from '../../../functions/amili/tokens/credentials.ts';
import { revokeCredential, writeCredential } from '../../../shared/auth/credential-store.ts';
import { hashRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

interface Client {
  readonly id: string;
  readonly secret: string;
  readonly clients: readonly number[];
  readonly resource: string;
}

async function newClient(more: { validUntil?: string } = {}): Promise<Client> {
  const client = {
    id: `Client-${randomUUID()}`,
    secret: randomUUID(),
    clients: [newAmiliClient(), newAmiliClient()],
    resource: randomUUID(),
  };
  const { id, secret, clients, resource } = client;
  await writeCredential(credentials(), {
    id: clientCredentialId(id),
    secretHash: hashRandomSecret(secret),
    grant: { clients, resource },
    createdAt: new Date().toISOString(),
    ...more,
  });
  return client;
}

const createToken = (client: { id: string; secret: string }, grant_type = 'client_credentials') =>
  call('POST /token', { form: { grant_type, client_id: client.id, client_secret: client.secret } });

const UNKNOWN = { error: 'invalid_client', error_description: 'the client or its secret is not known' };

describe('POST /token', () => {
  it('gives a token that acts for the clients of the credential, for an hour', async () => {
    const client = await newClient();
    const earliest = Math.floor(Date.now() / 1000);

    const answer = await createToken(client);

    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { access_token, not_before } = answer.body as { access_token: string; not_before: number };
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      not_before: expect.any(Number),
      expires_in: 3600,
      expires_on: not_before + 3600,
      resource: client.resource,
    });
    expect(not_before).toBeGreaterThanOrEqual(earliest);
    expect(not_before).toBeLessThanOrEqual(Date.now() / 1000);
    expect(decodeProtectedHeader(access_token)).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(decodeJwt(access_token)).toEqual({
      iss: process.env.TOKEN_ISSUER,
      aud: 'amili',
      sub: client.id,
      iat: not_before,
      exp: not_before + 3600,
      jti: expect.any(String),
      clients: client.clients,
    });
  });

  it('gives a token that is accepted for each of its clients', async () => {
    const client = await newClient();
    const { body } = await createToken(client);
    const authorization = `Bearer ${(body as { access_token: string }).access_token}`;

    for (const clientNo of client.clients) {
      const answer = await call(`GET /clients/${clientNo}/customers/1`, { authorization });
      const numbers = { clientNo, customerNo: '1' };
      expect(answer.body).toEqual(amiliFailure('NOT_FOUND', 'There is no customer 1', numbers));
    }
  });

  it('names the same resource each time', async () => {
    const client = await newClient();
    const answers = [await createToken(client), await createToken(client)];
    const resources = answers.map(({ body }) => (body as { resource: string }).resource);
    expect(resources).toEqual([client.resource, client.resource]);
  });

  it('answers alike whatever is wrong with the client', async () => {
    const client = await newClient();
    const other = await newClient();
    const expired = await newClient({ validUntil: new Date(Date.now() - 1_000).toISOString() });
    const revoked = await newClient();
    await revokeCredential(credentials(), clientCredentialId(revoked.id), new Date());
    const refused = [
      { ...client, secret: 'wrong' },
      { ...client, secret: '' },
      { ...client, secret: hashRandomSecret(client.secret) },
      { ...client, secret: other.secret },
      { ...client, id: client.id.toUpperCase() },
      { ...client, id: `${client.id}\0` },
      { ...client, id: '' },
      { ...client, id: randomUUID() },
      expired,
      revoked,
    ];
    for (const wrong of refused) {
      const { status, body, headers } = await createToken(wrong);
      expect([status, body]).toEqual([401, UNKNOWN]);
      expect(headers['www-authenticate']).toBe('Basic realm="token"');
    }
  });

  it.each(['password', 'CLIENT_CREDENTIALS', ''])('refuses the grant type "%s"', async (grantType) => {
    const answer = await createToken(await newClient(), grantType);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: 'unsupported_grant_type',
      error_description: 'grant_type must be client_credentials',
    });
  });

  it('refuses a form in which a field is missing, sent twice or too long', async () => {
    const { id, secret } = await newClient();
    const send = async (body: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await call('POST /token', { headers, raw: body });
      return [answer.status, answer.body];
    };
    const invalid = (error_description: string) => [400, { error: 'invalid_request', error_description }];
    const grant = 'grant_type=client_credentials';
    const expected = 'Invalid input: expected string, received';

    expect(await send(`${grant}&client_id=${id}`)).toEqual(invalid('client_secret: is required'));
    expect(await send(`${grant}&client_id=${id}&client_id=${id}&client_secret=${secret}`)).toEqual(
      invalid(`client_id: ${expected} array`),
    );
    expect(await send(`${grant}&client_id=${'x'.repeat(257)}&client_secret=${secret}`)).toEqual(
      invalid('client_id: Too big: expected string to have <=256 characters'),
    );
  });

  it('takes a form only', async () => {
    const { id, secret } = await newClient();
    const json = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
    const answer = await call('POST /token', { json });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: 'invalid_request',
      error_description: 'the body must be application/x-www-form-urlencoded',
    });
  });
});
