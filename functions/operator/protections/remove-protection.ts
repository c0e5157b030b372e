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

/** Lets a customer be deleted and deactivated again. Ours: no vendor has this. */
export const operation = {
  name: 'operator/protections/remove-protection',
  route: 'DELETE /operator/v1/{vendor}/{tenant}/customers/{customer_id}/protection',
  access: 'write',
  grants: { receivables: ['GetItem', 'UpdateItem'], credentials: ['GetItem'] },
  path: customerPath(),
  query: z.strictObject({}),
  conditional: true,
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function removeProtection({ caller, path, wishes, origin, note }) {
    const { ref, rules } = customerOf(caller, path);
    note(ref);
    const table = receivables(origin);
    const wanted = { protect: false, isAlready: (protection?: object) => protection === undefined };
    const result = note(await changeProtection(table, ref, wishes, wanted, stampOf(origin, caller.keyId)));
    return answerOf(table, { ref, rules, vendor: path.vendor }, result, origin.receivedAt);
  },
);

export const documentation = () =>
  ({
    operationId: 'removeProtection',
    summary: 'Lift the protection of a customer',
    description:
      'Its clients may delete and deactivate it again, as far as nothing else is in the way. Where it is not protected, ' +
      'nothing changes. 409 where the customer is deleted. With `If-Match` and the `ETag` of the customer the protection ' +
      'is lifted only while the customer is what was seen; 412 otherwise.',
    source: 'ours',
    responses: responses('The customer', answered(), { headers: ETAG, also: [409, 412] }),
  }) satisfies Documentation;
