import * as z from 'zod/mini';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCompany } from '../companies/company.ts';
import { ANY_KEY, type BeelAccess } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { data, responsesToAnyKey } from '../dialect/envelope.ts';
import { answered } from './identity-response.ts';

/** getMyIdentity, by OpenAPI 1.9.0: https://docs.beel.es. Clients try a new key with it. */
export const operation = {
  name: 'beel/identity/get-identity',
  route: 'GET /api/v1/me/identity',
  access: ANY_KEY,
  grants: { credentials: ['GetItem'] },
  query: z.strictObject({}),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function getMyIdentity({ caller, origin }) {
    const { account_id, email, legal_name } = await readCompany(credentials(origin), caller.company);
    const environment = caller.mode === 'live' ? ('PROD' as const) : ('TEST' as const);
    return {
      status: 200,
      data: {
        account_id,
        // The vendor names the key's user. Here a key has none: it is the company's address, or one that reaches nobody.
        email: email ?? `${account_id}@accounts.invalid`,
        ...(legal_name !== undefined && { name: legal_name }),
        credential: { type: 'api_key' as const, environment, scopes: [...caller.scopes] },
      },
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'getMyIdentity',
    summary: 'Get my identity',
    description:
      'The account of the API key, and what the key may do. It needs no scope. Keys have no user here: `email` and ' +
      '`name` are those of the company, and `email` reaches nobody where the company has none.',
    source: 'documented',
    responses: responsesToAnyKey(data(200, 'Who calls', answered()), { 400: ['VALIDATION_ERROR'] }),
  }) satisfies Documentation;
