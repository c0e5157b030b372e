import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noCustomer } from '../dialect/errors.ts';
import { caseless, clientNo, ownNumber } from '../dialect/identifiers.ts';
import { type Customer, shown } from './customer.ts';
import { answered } from './customer-response.ts';

/** GET one customer: https://docs.amili.dev/get-one-customer-3942674e0 */
export const operation = {
  name: 'amili/customers/get-customer',
  route: 'GET /clients/{clientno}/customers/{customerno}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), customerno: ownNumber() }),
  // The vendor's other GETs take the name of the user who asks. It changes nothing here.
  query: z.object({ userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getCustomer({ caller, path, origin, note }) {
    const ref = { ...note(tenantOf(caller, path.clientno)), id: caseless(path.customerno) };
    const customer = await readCustomer<Customer>(receivables(origin), ref);
    note({ outcome: customer ? 'found' : 'notFound' });
    if (!customer) throw noCustomer(path.customerno);
    return shown(path.clientno, customer);
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomer',
    summary: 'GET one customer',
    source: 'documented',
    responses: responses({ description: 'The customer', schema: answered() }, [401, 403, 404, 500]),
  }) satisfies Documentation;
