import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { blockersIn } from '../../../shared/receivables/dependents/blockers.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { changedCustomer, protectedCustomer } from '../../beel/customers/customer.ts';
import { type BeelAccess, tenantOf } from '../../beel/dialect/caller.ts';
import { data } from '../../beel/dialect/envelope.ts';
import { refused } from '../../beel/dialect/errors.ts';
import { say } from '../../beel/dialect/say.ts';
import { completeEnded, foreseeEnded } from '../../beel/recurring-invoices/ended.ts';
import { beelFlat } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { notFound } from './customer.ts';

/** deactivateCustomer: https://docs.beel.es/customers/deactivateCustomer */
export const operation = {
  name: 'beel-flat/customers/deactivate-customer',
  route: 'DELETE /api/v1/customers/{customer_id}',
  access: 'customers:write',
  grants: {
    receivables: ['GetItem', 'UpdateItem', 'BatchGetItem', 'PutItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
    history: 'kept',
  },
  path: z.object({ customer_id: uuid() }),
  query: z.strictObject({}),
  deletes: 'one',
} as const satisfies Operation<BeelAccess>;

/** Doing it again is a success. That is our choice, so that a client may repeat it after a lost answer. */
export const handler = lambda<typeof documentation>()(
  beelFlat,
  operation,
  async function deactivateCustomer({ caller, path, wishes: { dryRun, seen }, origin, note }) {
    const ref = { ...tenantOf(caller), id: path.customer_id };
    const stamp = stampOf(origin, caller.keyId);
    const table = receivables(origin);
    const release = completeEnded(table, origin, stamp);
    const foresee = foreseeEnded(table, origin);
    const result = note(
      dryRun
        ? await checkRemoval(table, ref, 'deactivation', stamp, { seen, foresee })
        : await removeCustomer(table, ref, 'deactivation', stamp, { seen, release }),
    );
    if (!dryRun) await keepRefusals(table, [result], stamp, origin, await blockersIn(table, ref, result));
    switch (result.outcome) {
      case 'removed':
      case 'alreadyDeactivated':
        return { status: 200, data: { message: 'Customer deactivated successfully' } };
      case 'removable':
        return { status: 200, data: { message: 'Customer would be deactivated' } };
      case 'linked':
        // OpenAPI 1.0.1 documents 400 without a code, and no recurring invoices. The vendor's flat route of today answers
        // 409 for invoices, and so do we for both.
        throw refused(409, 'CLIENT_HAS_INVOICES', say('client.hasInvoices.flat'));
      case 'protected':
        throw protectedCustomer();
      case 'changed':
        throw changedCustomer();
      case 'notFound':
        throw notFound();
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'deactivateCustomer',
    summary: 'Deactivate customer',
    deprecated: true,
    source: 'documented',
    responses: responses(data(200, 'Deactivated', z.strictObject({ message: z.string() })), {
      400: ['BAD_REQUEST'],
      404: ['NOT_FOUND'],
      409: ['CLIENT_HAS_INVOICES'],
      412: ['PRECONDITION_FAILED'],
      422: ['STATUS_NOT_MODIFIABLE'],
    }),
  }) satisfies Documentation;
