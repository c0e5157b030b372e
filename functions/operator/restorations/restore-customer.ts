import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import type { Failure } from '../../../shared/http/failure.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { restorationDays } from '../../../shared/receivables/customers/restoration-window.ts';
import { type RefusedRestoration, restoreCustomer } from '../../../shared/receivables/customers/restore.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { answerAbout } from '../customers/changed-customer.ts';
import { answered } from '../customers/customer-response.ts';
import { customerOf, type OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { ETAG, responses } from '../dialect/envelope.ts';
import { notFound, refused } from '../dialect/errors.ts';
import { customerPath } from '../dialect/identifiers.ts';

/** Brings back a deleted customer of any vendor. Ours: no vendor has this. */
export const operation = {
  name: 'operator/restorations/restore-customer',
  route: 'POST /operator/v1/{vendor}/{tenant}/customers/{customer_id}/restoration',
  access: 'write',
  grants: {
    receivables: ['GetItem', 'UpdateItem', 'PutItem', 'ConditionCheckItem'],
    credentials: ['GetItem'],
    restorationDays: true,
  },
  path: customerPath(),
  query: z.strictObject({}),
  conditional: true,
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function restore({ caller, path, wishes: { seen }, origin, note }) {
    const { ref, rules } = customerOf(caller, path);
    note(ref);
    const { uniqueKeyOf } = rules;
    const restoration = { days: restorationDays(), uniqueKeyOf, seen };
    const stamp = stampOf(origin, caller.keyId);
    const result = note(await restoreCustomer(receivables(origin), ref, restoration, stamp));
    if (result.outcome !== 'restored') throw refusalOf(result);
    return answerAbout({ ...ref, vendor: path.vendor }, rules, result.customer);
  },
);

function refusalOf(result: RefusedRestoration): Failure {
  switch (result.outcome) {
    case 'notFound':
      return notFound();
    case 'notDeleted': {
      const { creation, update } = result.customer;
      const since = `created at ${creation.at} and last changed at ${update.at}`;
      return refused(409, 'not-deleted', `there is a customer with this id, ${since}`);
    }
    case 'expired':
      return refused(409, 'restoration-over', `it was deleted at ${result.customer.deletion?.at}`);
    case 'duplicate':
      return refused(409, 'duplicate', `customer ${idInKey(result.owner)} has its identifier by now`);
    case 'changed':
      return refused(412, 'changed', 'it is not what If-Match has seen');
  }
}

export const documentation = () =>
  ({
    operationId: 'restoreCustomer',
    summary: 'Bring back a deleted customer',
    description:
      'It is as it was: its fields, active or inactive, and as guarded as before. `restorable_until` of the customer says ' +
      'how long this is possible. Refused with 409, and nothing changed, where it is not deleted (`not-deleted`: it was ' +
      'restored before, or its number was used again), where it was deleted too long ago or erased (`restoration-over`), ' +
      'and where another customer has its identifier since (`duplicate`: a tax id of BeeL, for example). With `If-Match` ' +
      'and the `ETag` of the customer it is restored only while it is what was seen; 412 otherwise.',
    source: 'ours',
    responses: responses('The customer', answered(), { headers: ETAG, also: [409, 412] }),
  }) satisfies Documentation;
