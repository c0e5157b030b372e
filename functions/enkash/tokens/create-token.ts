import { issueToken } from '../../../shared/auth/issue-token.ts';
import { oauth, oauthRefusal } from '../../../shared/auth/oauth.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { oauthResponses } from '../../../shared/http/oauth-responses.ts';
import type { Operation, Origin } from '../../../shared/http/operation.ts';
import { ENKASH_AUDIENCE } from '../dialect/caller.ts';
import {
  authenticateClient,
  type Client,
  type User,
  userByPassword,
  userByRefreshToken,
} from './token-grants.ts';
import { type Requested, requested } from './token-request.ts';
import { answered } from './token-response.ts';

/** Get Authentication Token: https://docs.enkash.com/api-18880668 */
export const operation = {
  name: 'enkash/tokens/create-token',
  route: 'POST /oauth/token',
  access: 'public',
  grants: { credentials: ['GetItem', 'UpdateItem'], tokenKey: 'sign' },
  bodyType: 'form',
  body: requested(),
} as const satisfies Operation<'public'>;

/**
 * Seconds. Our choice: one of the vendor's pages says 5 minutes, another 24 hours. A token is verified without asking
 * anybody, so a revoked user can go on for this long.
 */
const ACCESS_LIFETIME = 3600;
/** Seconds. */
const REFRESH_LIFETIME = 24 * 60 * 60;

export const handler = lambda<typeof documentation>()(
  oauth,
  operation,
  async function createToken({ body, origin, note }) {
    const now = origin.receivedAt;
    const client = await authenticateClient(origin);
    note({ caller: client.id });
    const { username, company, companies, refreshToken } = await userOf(body, client, origin);
    note({ caller: username, tenant: company });
    const issue = (lifetime: number, claims: Record<string, unknown>) =>
      issueToken({ audience: ENKASH_AUDIENCE, subject: username, lifetime, claims, now });
    const access_token = await issue(ACCESS_LIFETIME, { use: 'access', company, companies });
    // A refresh gives the same one again: after a day everybody must log in anew.
    const refresh_token =
      refreshToken ?? (await issue(REFRESH_LIFETIME, { use: 'refresh', client: client.id }));
    note({ outcome: 'issued' });
    return {
      access_token,
      token_type: 'bearer',
      refresh_token,
      expires_in: ACCESS_LIFETIME,
      scope: 'read write trust',
    };
  },
);

function userOf({ grant_type, clientId, ...form }: Requested, client: Client, origin: Origin): Promise<User> {
  switch (grant_type) {
    case 'password': {
      const username = given('username', form.username);
      return userByPassword(
        { username, password: given('password', form.password), clientId },
        client,
        origin,
      );
    }
    case 'refresh_token': {
      const refreshToken = given('refresh_token', form.refresh_token);
      return userByRefreshToken({ refreshToken, clientId }, client, origin);
    }
    default:
      throw oauthRefusal('unsupported_grant_type', 'grant_type must be password or refresh_token');
  }
}

function given(field: string, value: string | undefined): string {
  if (value === undefined) throw oauthRefusal('invalid_request', `${field}: required by this grant_type`);
  return value;
}

export const documentation = () =>
  ({
    operationId: 'getAuthenticationToken',
    summary: 'Get an access token',
    description:
      'The Authorization header holds client id and secret. `grant_type` is `password` (with `username` and ' +
      '`password`) or `refresh_token` (with `refresh_token`); `clientId`, where given, is the company of the user. A ' +
      'client logs in users of its own company. Our choice: five wrong passwords in a row lock a user for 15 minutes, ' +
      'in which the right one is answered as a wrong one; refresh tokens go on working.',
    source: 'documented',
    security: 'client',
    responses: oauthResponses(answered(), 'invalid_request', 'invalid_grant', 'unsupported_grant_type'),
  }) satisfies Documentation;
