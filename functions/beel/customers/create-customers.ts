import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { yesOrNo } from '../../../shared/fields/parameters.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { bodyFailures, bulkCreated, responses } from '../dialect/envelope.ts';
import { BULK_IDEMPOTENCY_FAILURES, creationOf } from '../dialect/idempotency.ts';
import { languageOf } from '../dialect/language.ts';
import { createdMany } from './bulk-creation.ts';
import { answered } from './customer-report-response.ts';
import { checkedRows, todaysRules } from './customer-rows.ts';
import { BYTES_OF_MANY, requested } from './customers-request.ts';

/** createCompanyCustomersBulk, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/create-customers',
  route: 'POST /api/v1/companies/{company_id}/customers/bulk',
  access: 'customers:write',
  grants: {
    receivables: ['BatchGetItem', 'PutItem', 'ConditionCheckItem', 'UpdateItem', 'DeleteItem'],
    credentials: ['GetItem'],
  },
  path: z.object({ company_id: uuid() }),
  query: z.strictObject({ dry_run: z._default(yesOrNo(), false) }),
  body: requested(),
  bodyLimit: BYTES_OF_MANY,
  patience: MANY_ROWS,
} as const satisfies Operation<BeelAccess>;

/** All or none. */
export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function createCompanyCustomersBulk({ caller, path, query, body, sent, origin, note }) {
    const tenant = tenantOf(caller, path.company_id);
    const creation = creationOf(origin, tenant, sent);
    const rules = todaysRules(languageOf(origin));
    const rows = checkedRows(body.customers, rules);
    const stamp = stampOf(origin, caller.keyId);
    const many = { tenant, creation, rows, rules, stamp, origin, note };
    return createdMany(receivables(origin), many, query.dry_run);
  },
);

export const documentation = () =>
  ({
    operationId: 'createCompanyCustomersBulk',
    summary: 'Create multiple customers',
    description:
      'Creates all customers, or none where one of them is not valid or there already: 422, with `errors` for each ' +
      'row. `dry_run` only looks, and answers 200 whatever it finds. What cannot be taken back, because somebody ' +
      'referred to it meanwhile, is named in `errors`. A repeat with the same `Idempotency-Key` completes what a ' +
      'broken request has begun; without a key a part of it may stay. At most 2 MB are taken; above 6 MB API Gateway ' +
      'answers 413 by itself, with a bare `{"message"}`.',
    source: 'documented',
    responses: responses(
      bulkCreated(answered()),
      bodyFailures,
      {
        400: ['VALIDATION_ERROR'],
        403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
        409: ['CONCURRENT_MODIFICATION'],
        422: ['BULK_VALIDATION_ERROR'],
        500: ['BULK_INCOMPLETE'],
      },
      BULK_IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
