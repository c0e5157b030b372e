import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { isHeldByRecurring } from '../../../shared/receivables/customers/removal-outcome.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { blockersIn } from '../../../shared/receivables/dependents/blockers.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type BeelAccess, tenantOf } from '../dialect/caller.ts';
import { beel } from '../dialect/dialect.ts';
import { deleted, responses, wouldDelete } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { completeEnded, foreseeEnded } from '../recurring-invoices/ended.ts';
import { detailsOf } from './blockers.ts';
import { changedCustomer, notFound, protectedCustomer } from './customer.ts';

/** deleteCompanyCustomer, by OpenAPI 1.9.0: https://docs.beel.es */
export const operation = {
  name: 'beel/customers/delete-customer',
  route: 'DELETE /api/v1/companies/{company_id}/customers/{customer_id}',
  access: 'customers:write',
  grants: {
    receivables: ['GetItem', 'UpdateItem', 'BatchGetItem', 'PutItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
    history: 'kept',
  },
  path: z.object({ company_id: uuid(), customer_id: uuid() }),
  query: z.strictObject({}),
  deletes: 'one',
} as const satisfies Operation<BeelAccess>;

export const handler = lambda<typeof documentation>()(
  beel,
  operation,
  async function deleteCustomer({ caller, path, wishes: { dryRun, seen }, origin, note }) {
    const ref = { ...tenantOf(caller, path.company_id), id: path.customer_id };
    const stamp = stampOf(origin, caller.keyId);
    const table = receivables(origin);
    const release = completeEnded(table, origin, stamp);
    const foresee = foreseeEnded(table, origin);
    const result = note(
      dryRun
        ? await checkRemoval(table, ref, 'deletion', stamp, { seen, foresee })
        : await removeCustomer(table, ref, 'deletion', stamp, { seen, release }),
    );
    const blockers = await blockersIn(table, ref, result);
    if (!dryRun) await keepRefusals(table, [result], stamp, origin, blockers);
    switch (result.outcome) {
      case 'removed':
        return { status: 204 };
      case 'removable':
        return wouldDelete(ref.id);
      case 'linked':
        throw held(result.customer, detailsOf(blockers));
      case 'protected':
        throw protectedCustomer();
      case 'changed':
        throw changedCustomer();
      default:
        throw notFound();
    }
  },
);

/** Where invoices and recurring invoices refer to it, invoices are told: our choice. */
const held = (customer: CustomerItem, details: ReturnType<typeof detailsOf>) =>
  isHeldByRecurring(customer)
    ? refused(400, 'REFERENCED_BY_RECURRING_INVOICE', undefined, details)
    : refused(409, 'CLIENT_HAS_INVOICES', undefined, details);

export const documentation = () =>
  ({
    operationId: 'deleteCompanyCustomer',
    summary: 'Delete customer',
    description:
      'Deletes a customer that no invoice and no active or paused recurring invoice refers to. Its tax id is free for ' +
      'another customer. A refusal names up to five of what refers to it in `details.blockers`, by `type` (`invoice` ' +
      'or `recurring_invoice`) and `id`; where both do, the code is that of invoices. A recurring invoice whose last ' +
      'day has passed does not count.',
    source: 'documented',
    responses: responses(deleted(), {
      400: ['VALIDATION_ERROR', 'REFERENCED_BY_RECURRING_INVOICE'],
      403: ['ACTIVE_COMPANY_NOT_ACCESSIBLE'],
      404: ['CLIENT_NOT_FOUND'],
      409: ['CLIENT_HAS_INVOICES', 'CONCURRENT_MODIFICATION'],
      412: ['PRECONDITION_FAILED'],
      422: ['STATUS_NOT_MODIFIABLE'],
    }),
  }) satisfies Documentation;
