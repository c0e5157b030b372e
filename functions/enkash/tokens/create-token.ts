import * as z from 'zod/mini';
import { issueToken } from '../../../shared/auth/issue-token.ts';
import { oauth, oauthRefusal } from '../../../shared/auth/oauth.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { oauthFailures } from '../../../shared/http/oauth-failures.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { ENKASH_AUDIENCE } from '../dialect/dialect.ts';
import { authenticateClient, type User, userByPassword, userByRefreshToken } from './token-grants.ts';

/** Get Authentication Token: https://docs.enkash.com/api-18880668 */
export const operation = {
  name: 'enkash/tokens/create-token',
  route: 'POST /oauth/token',
  access: 'public',
  grants: { credentials: ['GetItem'], tokenKey: 'sign' },
  bodyType: 'form',
  body: z.object({
    grant_type: z.string(),
    // A key of the table holds 2,048 bytes.
    username: z.optional(z.string().check(z.maxLength(254))),
    password: z.optional(z.string()),
    // The vendor describes no refresh: RFC 6749 section 6 is our choice.
    refresh_token: z.optional(z.string()),
    clientId: z.optional(z.string()),
  }),
} as const satisfies Operation<'public'>;

/**
 * Seconds; our choice, as the vendor's pages say 5 minutes and 24 hours. Tokens verify offline, so for this long a
 * revoked user can go on.
 */
const ACCESS_LIFETIME = 60 * 60;
/** Seconds. */
const REFRESH_LIFETIME = 24 * 60 * 60;

type TokenForm = z.output<(typeof operation)['body']>;

export const handler = lambda(oauth, operation, async function createToken({ body, origin }) {
  const now = origin.receivedAt;
  const client = await authenticateClient(origin.headers.authorization, now);
  const { username, company, companies, refreshToken } = await userOf(body, client, now);
  const issue = (lifetime: number, claims: Record<string, unknown>) =>
    issueToken({ audience: ENKASH_AUDIENCE, subject: username, lifetime, claims, now });
  return {
    access_token: await issue(ACCESS_LIFETIME, { use: 'access', company, companies }),
    token_type: 'bearer',
    // A refresh gives no new one: whoever logged in must do so again after a day.
    refresh_token: refreshToken ?? (await issue(REFRESH_LIFETIME, { use: 'refresh', client })),
    expires_in: ACCESS_LIFETIME,
    scope: 'read write trust',
  };
});

function userOf({ grant_type, clientId, ...form }: TokenForm, client: string, now: Date): Promise<User> {
  const { username, password, refresh_token } = form;
  switch (grant_type) {
    case 'password':
      return userByPassword(given('username', username), given('password', password), clientId, now);
    case 'refresh_token':
      return userByRefreshToken(given('refresh_token', refresh_token), client, clientId, now);
    default:
      throw oauthRefusal('unsupported_grant_type', 'grant_type must be password or refresh_token');
  }
}

function given(field: string, value: string | undefined): string {
  if (value === undefined) throw oauthRefusal('invalid_request', `${field}: required by this grant_type`);
  return value;
}

export const documentation = (): Documentation => ({
  operationId: 'getAuthenticationToken',
  summary: 'Get an access token',
  description:
    'The Authorization header holds client id and secret. `grant_type` is `password` (with `username` and ' +
    '`password`) or `refresh_token` (with `refresh_token`); `clientId`, where given, is the company of the user.',
  security: 'client',
  responses: {
    200: {
      description: 'OK',
      schema: z.strictObject({
        access_token: z.string(),
        token_type: z.literal('bearer'),
        refresh_token: z.string(),
        expires_in: z.literal(ACCESS_LIFETIME),
        scope: z.literal('read write trust'),
      }),
    },
    ...oauthFailures('invalid_request', 'invalid_grant', 'unsupported_grant_type'),
  },
});
