import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { outcome, responses } from '../dialect/envelope.ts';
import { noCustomer, refused } from '../dialect/errors.ts';
import { caseless, clientNo, numbersOf, ownNumber } from '../dialect/identifiers.ts';

/** DELETE a customer: https://docs.amili.dev/delete-a-customer-3942675e0 */
export const operation = {
  name: 'amili/customers/delete-customer',
  route: 'DELETE /clients/{clientno}/customers/{customerno}',
  access: 'token',
  grants: { receivables: ['UpdateItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), customerno: ownNumber() }),
  // The vendor's sample has it, but no page says what it means: accepted and ignored.
  query: z.object({ options: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

/** Seconds for which a tombstone answers repeats before DynamoDB may remove it. */
const TOMBSTONE_LIFETIME = 24 * 60 * 60;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function deleteCustomer({ caller, path, origin, note }) {
    const ref = { ...note(tenantOf(caller, path.clientno)), id: caseless(path.customerno) };
    const stamp = stampOf(origin, caller.subject);
    const options = { eraseAfter: TOMBSTONE_LIFETIME };
    const result = note(await removeCustomer(receivables(origin), ref, 'deletion', stamp, options));
    switch (result.outcome) {
      case 'removed':
        return {
          status: 'PROCESSED',
          result: 'DELETED',
          message: 'Customer deleted',
          ...numbersOf(path.clientno, result.customer),
        };
      case 'linked': {
        const count = result.linkCount === undefined ? '' : ` (${result.linkCount})`;
        const message = `Customer not deleted: documents or AR items are attached${count}`;
        throw refused(422, 'HAS_ATTACHMENTS', message, numbersOf(path.clientno, result.customer));
      }
      default:
        throw noCustomer(path.customerno);
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'deleteCustomer',
    summary: 'DELETE a customer',
    description: 'Delete a customer. Only allowed if the customer has no documents or AR items attached.',
    source: 'documented',
    responses: responses(
      {
        description: 'Customer deleted',
        schema: z.strictObject(outcome('DELETED')),
        example: {
          status: 'PROCESSED',
          result: 'DELETED',
          message: 'Customer deleted',
          clientNo: 2218,
          accountNo: 500002,
          customerNo: '543210',
        },
      },
      [401, 403, 404, 500],
      ['HAS_ATTACHMENTS'],
    ),
  }) satisfies Documentation;
