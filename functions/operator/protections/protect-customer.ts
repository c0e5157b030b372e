import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { answered } from '../customers/customer-response.ts';
import { customerOf, type OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { ETAG, responses } from '../dialect/envelope.ts';
import { customerPath } from '../dialect/identifiers.ts';
import { answerOf, changeProtection } from './protection.ts';
import { requested } from './protection-request.ts';

/** Keeps a customer of any vendor from being deleted and deactivated. Ours: no vendor has this. */
export const operation = {
  name: 'operator/protections/protect-customer',
  route: 'PUT /operator/v1/{vendor}/{tenant}/customers/{customer_id}/protection',
  access: 'write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: customerPath(),
  query: z.strictObject({}),
  conditional: true,
  body: requested(),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function protectCustomer({ caller, path, body: { reason }, wishes, origin, note }) {
    const { ref, rules } = customerOf(caller, path);
    note(ref);
    const table = receivables(origin);
    const wanted = {
      protect: true,
      isAlready: (protection?: { reason?: string }) => protection?.reason === reason,
    };
    const stamp = stampOf(origin, caller.keyId, reason);
    const result = note(await changeProtection(table, ref, wishes, wanted, stamp));
    return answerOf(table, { ref, rules, vendor: path.vendor }, result, origin.receivedAt);
  },
);

export const documentation = () =>
  ({
    operationId: 'protectCustomer',
    summary: 'Keep a customer from being deleted and deactivated',
    description:
      'As long as it is protected, every delete and deactivation by clients of its vendor is refused: 422 ' +
      '`UNPROCESSABLE_REQUEST` of EnKash, `PROTECTED` of Amili, `STATUS_NOT_MODIFIABLE` of BeeL. They are not told the ' +
      'reason. All else stays possible: it may be changed and reactivated, and take what refers to it. `protection` of ' +
      'the customer has who did it, when and why. The same reason again changes nothing, another one takes its place. ' +
      '409 where the customer is deleted. With `If-Match` and the `ETag` of the customer it is protected only while it ' +
      'is what was seen; 412 otherwise.',
    source: 'ours',
    responses: responses('The customer', answered(), { headers: ETAG, also: [409, 412, 413, 415] }),
  }) satisfies Documentation;
