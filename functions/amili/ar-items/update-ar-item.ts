import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo, numbersOf } from '../dialect/identifiers.ts';
import { documentRef, documentUuid } from '../documents/document-ids.ts';
import { changeArItem } from './ar-item-changes.ts';
import { answered } from './ar-item-outcome-response.ts';
import { requested } from './ar-item-request.ts';

/** PUT (update) AR item details: https://docs.amili.dev/put-update-ar-item-details-3942666e0 */
export const operation = {
  name: 'amili/ar-items/update-ar-item',
  route: 'PUT /clients/{clientno}/aritems',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function updateArItem({ caller, path, body, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const result = await changeArItem(receivables(origin), tenant, body, stampOf(origin, caller.subject));
    const { outcome, item, customer, creditNote } = result;
    note({ outcome });
    const { arItemId, documentNo } = item;
    return {
      status: 'PROCESSED',
      result: creditNote ? 'CREDITED' : 'UPDATED',
      message: creditNote ? 'AR item credited' : 'AR item updated',
      ...numbersOf(path.clientno, customer),
      ...(documentNo !== undefined && { documentNo }),
      arItemId,
      ...(creditNote && {
        creditNote: {
          documentNo: creditNote.document.documentNo,
          documentUuid: documentUuid(documentRef(tenant, creditNote.document.documentNo)),
          arItemId: creditNote.posting.item.arItemId,
          voucherNo: creditNote.posting.item.voucherNo as number,
        },
      }),
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'updateArItem',
    summary: 'PUT (update) AR item details',
    description:
      'Changes fields of an AR item, credits it, or both; they land together or not at all. The item is named by ' +
      '`arItemId`, `documentNo`, `documentUuid`, `referenceNo` or `kid`; several must agree. `kid` names it only where ' +
      'none of the others does, and else is its new KID. A missing key or null leaves a field as it is, a blank string ' +
      'clears it. A `creditNote` makes a document of type `CN` and its AR item, and settles them with the credited ' +
      'item; what is more than is left of that stays as credit. It may be dated ahead, as documents may. Credit notes ' +
      'of an item together are never more than its `originalAmount`.',
    source: 'documented',
    responses: responses(
      { description: 'AR item updated', schema: answered() },
      [400, 401, 403, 404, 500],
      [
        'TARGET_AMBIGUOUS',
        'NOT_CREDITABLE',
        'NOTHING_REMAINING',
        'AMOUNT_EXCEEDS_ORIGINAL',
        'DUPLICATE_DOCUMENT',
        'PERIOD_CLOSED',
        'DATE_BEFORE_TARGET',
        'TOO_MANY_SETTLEMENTS',
      ],
    ),
  }) satisfies Documentation;
