import * as z from 'zod/mini';
import { readCredential } from '../../../shared/auth/credential-store.ts';
import { issueToken } from '../../../shared/auth/issue-token.ts';
import { oauth, oauthRefusal } from '../../../shared/auth/oauth.ts';
import { isRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { oauthFailures } from '../../../shared/http/oauth-failures.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { AMILI_AUDIENCE } from '../dialect/dialect.ts';
import { type ClientGrant, clientCredentialId } from './credentials.ts';

/** The token service's client credentials grant: https://docs.amili.dev/example-workflow-359631m0 */
export const operation = {
  name: 'amili/tokens/create-token',
  route: 'POST /token',
  access: 'public',
  grants: { credentials: ['GetItem'], tokenKey: 'sign' },
  bodyType: 'form',
  body: z.object({
    grant_type: z.string(),
    // A key of the table holds 2,048 bytes.
    client_id: z.string().check(z.maxLength(256)),
    client_secret: z.string(),
  }),
} as const satisfies Operation<'public'>;

/** Seconds. */
const TOKEN_LIFETIME = 3600;

export const handler = lambda(oauth, operation, async function createToken({ body, origin }) {
  if (body.grant_type !== 'client_credentials') {
    throw oauthRefusal('unsupported_grant_type', 'grant_type must be client_credentials');
  }
  const now = origin.receivedAt;
  const client = await readCredential<ClientGrant>(credentials(), clientCredentialId(body.client_id), now);
  // One answer for all that can be wrong with a client, so that nobody learns which client ids exist.
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
  const not_before = Math.floor(now.getTime() / 1000);
  const expires_on = not_before + TOKEN_LIFETIME;
  return { access_token, token_type: 'Bearer', not_before, expires_in: TOKEN_LIFETIME, expires_on, resource };
});

export const documentation = (): Documentation => ({
  operationId: 'createToken',
  summary: 'Get an access token with client credentials',
  responses: {
    200: {
      description: 'The token, to be used until expires_on',
      schema: z.strictObject({
        access_token: z.string(),
        token_type: z.literal('Bearer'),
        not_before: z.int(),
        expires_in: z.literal(TOKEN_LIFETIME),
        expires_on: z.int(),
        resource: z.uuid(),
      }),
    },
    ...oauthFailures('invalid_request', 'unsupported_grant_type'),
  },
});
