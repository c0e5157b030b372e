import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { caseless, clientNo } from '../dialect/identifiers.ts';
import { attachedCustomer } from './attached.ts';
import { attachDocument } from './document-attachment.ts';
import { shown } from './document-outcome.ts';
import { answered } from './document-outcome-response.ts';
import { duplicateDocument, unknownCustomer } from './document-refusals.ts';
import { requested } from './document-request.ts';

/** POST (create) one document: https://docs.amili.dev/post-create-one-document-3942669e0 */
export const operation = {
  name: 'amili/documents/create-document',
  route: 'POST /clients/{clientno}/documents',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createDocument({ caller, path, body, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const result = note(await attachDocument(table, tenant, body, stampOf(origin, caller.subject)));
    switch (result.outcome) {
      case 'attached': {
        const customer = await attachedCustomer(table, { ...tenant, id: caseless(body.customerNo) });
        return shown(tenant, { documentNo: body.documentNo }, result.item, customer);
      }
      case 'dependentExists':
        throw duplicateDocument(body);
      default:
        throw unknownCustomer(body, result.customer);
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'createDocument',
    summary: 'POST (create) one document',
    description:
      'Creates a document and its AR item, and posts it: receivables against sales and VAT, credit notes (`CN`) the other ' +
      'way round. Amounts are those of `currencyAmounts`, or the sums of the lines. Document and AR item attach to the ' +
      'customer, the document also to the sub-customer. One without a date is of today, in Norway.',
    source: 'documented',
    responses: responses(
      { description: 'Document created', schema: answered() },
      [400, 401, 403, 404, 500],
      ['CUSTOMER_NOT_FOUND', 'DUPLICATE_DOCUMENT', 'PERIOD_CLOSED'],
    ),
  }) satisfies Documentation;
