import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import type { Failure } from '../../../shared/http/failure.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { keptFor, restorationDays } from '../../../shared/receivables/customers/restoration-window.ts';
import { blockersIn } from '../../../shared/receivables/dependents/blockers.ts';
import { keepRefusals } from '../../../shared/receivables/history/refusals.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { outcome, responses } from '../dialect/envelope.ts';
import { noCustomer, refused } from '../dialect/errors.ts';
import { type AmiliNumbers, caseless, clientNo, numbersOf, ownNumber } from '../dialect/identifiers.ts';
import { namesOf } from './blockers.ts';

/** DELETE a customer: https://docs.amili.dev/delete-a-customer-3942675e0 */
export const operation = {
  name: 'amili/customers/delete-customer',
  route: 'DELETE /clients/{clientno}/customers/{customerno}',
  access: 'token',
  grants: {
    receivables: ['GetItem', 'PutItem', 'UpdateItem'],
    indexes: ['links-by-customer'],
    history: 'kept',
    tokenKey: 'verify',
    restorationDays: true,
  },
  path: z.object({ clientno: clientNo(), customerno: ownNumber() }),
  query: z.object({ options: z.optional(z.string()) }),
  deletes: 'one',
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function deleteCustomer({ caller, path, query, wishes: { dryRun, seen }, origin, note }) {
    const ref = { ...note(tenantOf(caller, path.clientno)), id: caseless(path.customerno) };
    const stamp = stampOf(origin, caller.subject);
    const table = receivables(origin);
    const isValidated = asksOnly(query.options);
    const asks = isValidated || dryRun;
    const result = note(
      asks
        ? await checkRemoval(table, ref, 'deletion', stamp, { seen })
        : await removeCustomer(table, ref, 'deletion', stamp, { seen, ...keptFor(restorationDays()) }),
    );
    const blockers = await blockersIn(table, ref, result);
    if (!asks) await keepRefusals(table, [result], stamp, origin, blockers);
    if (result.outcome === 'notFound' || result.outcome === 'alreadyDeactivated')
      throw noCustomer(path.customerno);
    const numbers = numbersOf(path.clientno, result.customer);
    switch (result.outcome) {
      case 'removed':
        return { status: 'PROCESSED', result: 'DELETED', message: 'Customer deleted', ...numbers };
      case 'removable':
        return isValidated
          ? { status: 'PROCESSED', result: 'VALIDATED', message: 'Customer can be deleted', ...numbers }
          : { status: 'PROCESSED', result: 'DELETED', message: 'Customer would be deleted', ...numbers };
      case 'protected':
        throw refused(422, 'PROTECTED', 'Customer not deleted: it is protected', numbers);
      case 'changed':
        throw refused(412, 'CHANGED', 'Customer not deleted: it has changed since it was seen', numbers);
      case 'linked':
        throw held(numbers, result.linkCount, namesOf(blockers));
    }
  },
);

/**
 * Whether the request only asks. The vendor's sample has `options`, and no page says what they are here. Our choice:
 * `validateOnly`, which its auto postings know, because ignoring that would delete what a careful client asked about.
 */
const asksOnly = (options = ''): boolean =>
  options.split(',').some((option) => caseless(option.trim()) === caseless('validateOnly'));

/** @param blockers what some of the attached are called */
function held(numbers: AmiliNumbers, count: number | undefined, blockers: readonly string[]): Failure {
  const many = count === undefined ? '' : ` (${count})`;
  const message = `Customer not deleted: documents or AR items are attached${many}`;
  const forGood = `${message}, which ARM knows no way to remove`;
  const names = `${blockers.length === count ? ': ' : ', among them '}${blockers.join(', ')}`;
  return refused(
    422,
    'HAS_ATTACHMENTS',
    blockers.length === 0 ? forGood : `${forGood}${names}`,
    numbers,
    message,
  );
}

export const documentation = () =>
  ({
    operationId: 'deleteCustomer',
    summary: 'DELETE a customer',
    description:
      'Delete a customer. Only allowed if the customer has no documents or AR items attached. Settled ones count, and so ' +
      'do documents that name it as their sub-customer; a refusal names up to five. With `options=validateOnly` nothing is ' +
      'deleted: the answer is the one that DELETE would give, or that the customer can be deleted.',
    source: 'documented',
    responses: responses(
      {
        description: 'Customer deleted, or can be',
        schema: z.strictObject(outcome('DELETED', 'VALIDATED')),
        example: {
          status: 'PROCESSED',
          result: 'DELETED',
          message: 'Customer deleted',
          clientNo: 2218,
          accountNo: 500002,
          customerNo: '543210',
        },
      },
      [400, 401, 403, 404, 412, 500],
      ['HAS_ATTACHMENTS', 'PROTECTED'],
    ),
  }) satisfies Documentation;
