import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Documentation, Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import type { CustomerItem, CustomerRef } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, amili, refused, tenantOf } from '../dialect/dialect.ts';
import { answers, outcome } from '../dialect/envelope.ts';
import { caseless, clientNo, numbersOf } from '../dialect/identifiers.ts';
import { attachDocument } from './document.ts';
import { writtenDocument } from './document-request.ts';

/** POST (create) one document: https://docs.amili.dev/post-create-one-document-3942669e0 */
export const operation = {
  name: 'amili/documents/create-document',
  route: 'POST /clients/{clientno}/documents',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: writtenDocument,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda(
  amili,
  operation,
  async function createDocument({ caller, path, body, origin }) {
    const tenant = { vendor: 'amili', tenant: tenantOf(caller, path.clientno) };
    const { customerNo, documentNo } = body;
    const { arItemId, result } = await attachDocument(tenant, body, stampOf(origin, caller.subject));
    switch (result.outcome) {
      case 'attached':
        return {
          status: 'PROCESSED',
          result: 'CREATED',
          message: 'Document created',
          ...numbersOf(path.clientno, await attachedCustomer({ ...tenant, id: caseless(customerNo) })),
          documentNo,
          arItemId,
        };
      case 'holderExists':
        throw refused(422, 'DUPLICATE_DOCUMENT', `documentNo: there is a document ${documentNo} already`, {
          customerNo,
        });
      default: {
        const field = result.customer.id === caseless(customerNo) ? 'customerNo' : 'subCustomerNo';
        const message = `${field}: there is no customer ${body[field]}`;
        throw refused(422, 'CUSTOMER_NOT_FOUND', message, { customerNo });
      }
    }
  },
);

/** A customer that is attached to can no longer be deleted: what is read now is what was attached to. */
async function attachedCustomer(ref: CustomerRef): Promise<CustomerItem> {
  const customer = await readCustomer(receivables(), ref);
  if (!customer) throw new Error(`customer ${ref.id} is gone, with a document attached`);
  return customer;
}

export const documentation = (): Documentation => ({
  operationId: 'createDocument',
  summary: 'POST (create) one document',
  description:
    'Creates a document and its AR item. Both attach to the customer, the document also to the sub-customer.',
  responses: answers(
    {
      description: 'Document created',
      schema: z.strictObject({ ...outcome('CREATED'), documentNo: z.string(), arItemId: z.int() }),
    },
    [400, 401, 403, 404, 500],
    ['CUSTOMER_NOT_FOUND', 'DUPLICATE_DOCUMENT'],
  ),
});
