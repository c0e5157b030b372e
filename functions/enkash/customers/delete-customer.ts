import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import type { Failure } from '../../../shared/http/failure.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { blockersIn } from '../../../shared/receivables/dependents/blockers.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { changedCustomer, noCustomer, protectedCustomer, refused } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { namesOf } from './blockers.ts';

/** deleteCustomerByCustomerId: https://docs.enkash.com/api-18880673 */
export const operation = {
  name: 'enkash/customers/delete-customer',
  route: 'DELETE /api/v0/customer/{customerId}',
  access: 'token',
  grants: {
    receivables: ['GetItem', 'UpdateItem', 'BatchGetItem', 'PutItem'],
    indexes: ['links-by-customer'],
    history: 'kept',
    tokenKey: 'verify',
  },
  path: z.object({ customerId: customerId() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
  deletes: 'one',
} as const satisfies Operation<EnkashAccess>;

/** The delete is soft, so that old invoices can still name their customer. Both that and the 422 are our choice. */
export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function deleteCustomer({ caller, path, query, wishes: { dryRun, seen }, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const stamp = stampOf(origin, caller.username);
    const table = receivables(origin);
    const result = note(
      dryRun
        ? await checkRemoval(table, ref, 'deletion', stamp, { seen })
        : await removeCustomer(table, ref, 'deletion', stamp, { seen }),
    );
    const blockers = await blockersIn(table, ref, result);
    if (!dryRun) await keepRefusals(table, [result], stamp, origin, blockers);
    switch (result.outcome) {
      case 'removed':
        return { payload: path.customerId, message: 'Customer deleted' };
      case 'removable':
        return { payload: path.customerId, message: 'Customer would be deleted' };
      case 'linked':
        throw held(ref.id, result.linkCount, await namesOf(table, blockers));
      case 'protected':
        throw protectedCustomer(ref.id);
      case 'changed':
        throw changedCustomer(ref.id);
      default:
        throw noCustomer(path.customerId);
    }
  },
);

/** @param invoices what some of them are called */
function held(id: string, count: number | undefined, invoices: readonly string[]): Failure {
  const many = count === undefined ? 'invoices' : `${count} live invoice(s)`;
  const message = `customer ${id} cannot be deleted: it has ${many}`;
  if (invoices.length === 0) return refused(422, 'UNPROCESSABLE_REQUEST', message);
  const names = `${invoices.length === count ? ': ' : ', among them '}${invoices.join(', ')}`;
  return refused(422, 'UNPROCESSABLE_REQUEST', `${message}${names}`, message);
}

export const documentation = () =>
  ({
    operationId: 'deleteCustomerByCustomerId',
    summary: 'Delete a customer that no live invoice refers to',
    description:
      'Key contacts and reminders go with the customer. A refusal says how many live invoices refer to it (paid, cancelled ' +
      'and dispatched ones count), and names up to five of them: by number, or by id where there is none.',
    source: 'documented',
    responses: responses(customerId(), 400, 401, 403, 404, 412, 422, 500),
  }) satisfies Documentation;
