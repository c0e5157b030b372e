import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, data, responses } from '../dialect/envelope.ts';
import { COUNTRY_FAILURES } from './address.ts';
import { IDENTIFIER_FAILURES } from './alternative-id-response.ts';
import { duplicate, notFound, protectedCustomer, shown } from './customer.ts';
import { change, stored } from './customer-changes.ts';
import { requested } from './customer-changes-request.ts';
import { answered } from './customer-response.ts';

/** patchCompanyCustomer, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/patch-customer',
  route: 'PATCH /api/v1/companies/{company_id}/customers/{customer_id}',
  access: 'customers:write',
  grants: {
    receivables: ['GetItem', 'UpdateItem', 'PutItem', 'ConditionCheckItem', 'DeleteItem'],
    credentials: ['GetItem'],
  },
  path: z.object({ company_id: uuid(), customer_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

/** Deactivates whatever refers to the customer: nothing new may refer to it from then on. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function patchCompanyCustomer({ caller, path, body, origin, note }) {
    const ref = { ...tenantOf(caller, path.company_id), id: path.customer_id };
    const result = note(await change(receivables(origin), ref, stored(body), stampOf(origin, caller.keyId)));
    switch (result.outcome) {
      case 'updated':
      case 'unchanged':
        return { status: 200, data: shown(result.customer) };
      case 'duplicate':
        throw duplicate();
      case 'protected':
        throw protectedCustomer();
      case 'notFound':
        throw notFound();
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'patchCompanyCustomer',
    summary: 'Update part of a customer',
    description:
      'Changes what the body names; null clears it, where it may be cleared. `active: false` deactivates the customer ' +
      'whatever refers to it, `active: true` brings it back.',
    source: 'documented',
    responses: responses(data(200, 'The customer as it is now', answered()), bodyFailures, {
      400: ['VALIDATION_ERROR'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['CLIENT_NOT_FOUND'],
      409: ['CLIENT_DUPLICATE', 'CONCURRENT_MODIFICATION'],
      422: [
        ...['NIF_INVALID_FORMAT', 'NIF_INVALID_CONTROL_DIGIT', 'STATUS_NOT_MODIFIABLE'],
        ...IDENTIFIER_FAILURES,
        ...COUNTRY_FAILURES,
      ],
    }),
  }) satisfies Documentation;
