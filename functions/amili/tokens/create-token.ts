import { readCredential } from '../../../shared/auth/credential-store.ts';
import { issueToken } from '../../../shared/auth/issue-token.ts';
import { oauth, oauthRefusal } from '../../../shared/auth/oauth.ts';
import { isRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { oauthResponses } from '../../../shared/http/oauth-responses.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { AMILI_AUDIENCE } from '../dialect/caller.ts';
import { type ClientGrant, clientCredentialId } from './credentials.ts';
import { requested } from './token-request.ts';
import { answered } from './token-response.ts';

/** The token service's client credentials grant: https://docs.amili.dev/example-workflow-359631m0 */
export const operation = {
  name: 'amili/tokens/create-token',
  route: 'POST /token',
  access: 'public',
  grants: { credentials: ['GetItem'], tokenKey: 'sign' },
  bodyType: 'form',
  body: requested(),
} as const satisfies Operation<'public'>;

/** Seconds. */
const TOKEN_LIFETIME = 3600;

export const handler = lambda<typeof documentation>()(
  oauth,
  operation,
  async function createToken({ body, origin, note }) {
    if (body.grant_type !== 'client_credentials') {
      throw oauthRefusal('unsupported_grant_type', 'grant_type must be client_credentials');
    }
    const now = origin.receivedAt;
    const client = await readCredential<ClientGrant>(
      credentials(origin),
      clientCredentialId(body.client_id),
      now,
    );
    // Only a client that there is: a secret may have been sent in the place of its id.
    if (client) note({ caller: body.client_id });
    // One answer for all that can be wrong with a client, so that nobody learns which client ids exist. Nothing counts
    // failures: nobody guesses 32 random bytes.
    if (!client?.secretHash || !isRandomSecret(body.client_secret, client.secretHash)) {
      throw oauthRefusal('invalid_client', 'the client or its secret is not known');
    }
    const { clients, resource } = client.grant;
    const access_token = await issueToken({
      audience: AMILI_AUDIENCE,
      subject: body.client_id,
      lifetime: TOKEN_LIFETIME,
      claims: { clients },
      now,
    });
    note({ outcome: 'issued' });
    const not_before = Math.floor(now.getTime() / 1000);
    const expires_on = not_before + TOKEN_LIFETIME;
    return {
      access_token,
      token_type: 'Bearer',
      not_before,
      expires_in: TOKEN_LIFETIME,
      expires_on,
      resource,
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'createToken',
    summary: 'Get an access token with client credentials',
    source: 'documented',
    responses: oauthResponses(answered(), 'invalid_request', 'unsupported_grant_type'),
  }) satisfies Documentation;
