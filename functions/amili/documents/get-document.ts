import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { shown as shownItem } from '../ar-items/ar-item.ts';
import { shown as shownCustomer } from '../customers/customer.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noDocument } from '../dialect/errors.ts';
import { expand } from '../dialect/expand.ts';
import { caseless, clientNo, ownNumber } from '../dialect/identifiers.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { attachedCustomer, attachedItem } from './attached.ts';
import { type Document, shown } from './document.ts';
import { documentRef } from './document-ids.ts';
import { answered } from './document-response.ts';

/** GET one document: https://docs.amili.dev/get-one-document-3942667e0 */
export const operation = {
  name: 'amili/documents/get-document',
  route: 'GET /clients/{clientno}/documents/{documentno}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), documentno: ownNumber() }),
  query: z.object({ expand: expand('aritem', 'customer'), userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getDocument({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const document = await readDependent<Document>(table, documentRef(tenant, path.documentno));
    note({ outcome: document ? 'found' : 'notFound' });
    if (!document) throw noDocument(path.documentno);
    const { customerNo, arItemId } = document.fields;
    const isAsked = (name: string) => query.expand?.includes(name);
    const [customer, item] = await Promise.all([
      attachedCustomer(table, { ...tenant, id: caseless(customerNo) }),
      isAsked('aritem') ? attachedItem(table, tenant, arItemId) : undefined,
    ]);
    return {
      ...shown(path.clientno, document, customer),
      ...(item && { arItem: shownItem(path.clientno, item, customer, dateInNorway(origin.receivedAt)) }),
      ...(isAsked('customer') && { customer: shownCustomer(path.clientno, customer) }),
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'getDocument',
    summary: 'GET one document',
    description:
      'What was sent, with ARM’s own numbers. `expand=aritem,customer` shows the AR item and the customer beside, as ' +
      '`arItem` and `customer`.',
    source: 'documented',
    responses: responses({ description: 'The document', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
