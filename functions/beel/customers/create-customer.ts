import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, created, responses } from '../dialect/envelope.ts';
import { creationOf, IDEMPOTENCY_FAILURES, replay } from '../dialect/idempotency.ts';
import { COUNTRY_FAILURES } from './address.ts';
import { IDENTIFIER_FAILURES } from './alternative-id-response.ts';
import { duplicate, newCustomer, replayed, shown, stored } from './customer.ts';
import { requested } from './customer-request.ts';
import { answered } from './customer-response.ts';
import { requireNif } from './nif.ts';

/** createCompanyCustomer, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/create-customer',
  route: 'POST /api/v1/companies/{company_id}/customers',
  access: 'customers:write',
  grants: { receivables: ['PutItem', 'ConditionCheckItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({}),
  body: requested(),
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function createCompanyCustomer({ caller, path, body, sent, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const creation = creationOf(origin, tenant, sent);
    requireNif(body.nif);
    const wanted = newCustomer(tenant, creation, stored(body));
    const result = note(await createCustomer(receivables(origin), wanted, stampOf(origin, caller.keyId)));
    if (result.outcome === 'duplicate') throw duplicate();
    const { customer } = result;
    const location = `/api/v1/companies/${path.company_id}/customers/${idInKey(customer.pk)}`;
    const answer =
      result.outcome === 'created'
        ? { status: 201, data: shown(customer) }
        : replay(creation, customer.reference, shown(replayed(customer)));
    return { ...answer, headers: { ...answer.headers, location } };
  },
);

export const documentation = () =>
  ({
    operationId: 'createCompanyCustomer',
    summary: 'Create customer',
    source: 'documented',
    responses: responses(
      created('Created', answered()),
      bodyFailures,
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        409: ['CLIENT_DUPLICATE', 'CONCURRENT_MODIFICATION'],
        422: ['NIF_INVALID_FORMAT', 'NIF_INVALID_CONTROL_DIGIT', ...IDENTIFIER_FAILURES, ...COUNTRY_FAILURES],
      },
      IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
