import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { yesOrNo } from '../../../shared/fields/parameters.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { createdMany } from '../../beel/customers/bulk-creation.ts';
import { answered } from '../../beel/customers/customer-report-response.ts';
import { checkedRows } from '../../beel/customers/customer-rows.ts';
import { BYTES_OF_MANY, requestedMany } from '../../beel/customers/customers-request.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { bodyFailures, bulkCreated } from '../../beel/dialect/envelope.ts';
import { BULK_IDEMPOTENCY_FAILURES, creationOf } from '../../beel/dialect/idempotency.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { languageOf } from '../dialect/language.ts';
import { requested as customer } from './customer-request.ts';
import { flatRules } from './customer-rows.ts';

/** createCustomersBulk: https://docs.beel.es/customers/createCustomersBulk */
export const operation = {
  name: 'beel-flat/customers/create-customers',
  route: 'POST /api/v1/customers/bulk',
  access: 'customers:write',
  grants: {
    receivables: ['BatchGetItem', 'PutItem', 'ConditionCheckItem', 'UpdateItem', 'DeleteItem'],
    credentials: ['GetItem'],
  },
  query: z.strictObject({ dry_run: z._default(yesOrNo(), false) }),
  body: requestedMany(customer()),
  bodyLimit: BYTES_OF_MANY,
  patience: MANY_ROWS,
} as const satisfies Operation<BeelAccess>;

/** All or none. The report is that of OpenAPI 1.9.0, which its flat route answers with too. */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function createCustomersBulk({ caller, query, body, sent, origin, note }) {
    const tenant = tenantOf(caller);
    const creation = creationOf(origin, tenant, sent);
    const rules = flatRules(languageOf(origin));
    const rows = checkedRows(body.customers, rules);
    const stamp = stampOf(origin, caller.keyId);
    const many = { tenant, creation, rows, rules, stamp, origin, note };
    return createdMany(receivables(origin), many, query.dry_run);
  },
);

export const documentation = () =>
  ({
    operationId: 'createCustomersBulk',
    summary: 'Create multiple customers',
    description:
      'Creates all customers, or none where one of them is not valid or there already: 422, with `errors` for each ' +
      'row. `dry_run` only looks, and answers 200 whatever it finds. A repeat with the same `Idempotency-Key` ' +
      'completes what a broken request has begun; without a key a part of it may stay. At most 2 MB are taken; above ' +
      '6 MB API Gateway answers 413 by itself, with a bare `{"message"}`.',
    deprecated: true,
    source: 'documented',
    responses: responses(
      bulkCreated(answered()),
      bodyFailures,
      { 400: ['BAD_REQUEST'], 422: ['BULK_VALIDATION_ERROR'], 500: ['BULK_INCOMPLETE'] },
      BULK_IDEMPOTENCY_FAILURES,
    ),
  }) satisfies Documentation;
