import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { caseless, clientNo, ownId } from '../dialect/identifiers.ts';
import { attachedCustomer } from '../documents/attached.ts';
import { type GlItem, glItemRef, shown } from './gl-item.ts';
import { answered } from './gl-item-response.ts';

/** GET one GL item: https://docs.amili.dev/get-one-gl-item-3942672e0 */
export const operation = {
  name: 'amili/gl-items/get-gl-item',
  route: 'GET /clients/{clientno}/glitems/{glitemid}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), glitemid: ownId() }),
  query: z.object({ userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getGlItem({ caller, path, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const item = await readRecord<GlItem>(table, glItemRef(tenant, path.glitemid));
    note({ outcome: item ? 'found' : 'notFound' });
    if (!item) throw refused(404, 'NOT_FOUND', `There is no GL item ${path.glitemid}`);
    const ref = { ...tenant, id: caseless(item.fields.customerNo) };
    return shown(path.clientno, item, await attachedCustomer(table, ref));
  },
);

export const documentation = () =>
  ({
    operationId: 'getGlItem',
    summary: 'GET one GL item',
    description: 'A line of a voucher: debit is positive, credit negative.',
    source: 'documented',
    responses: responses({ description: 'The GL item', schema: answered() }, [401, 403, 404, 500]),
  }) satisfies Documentation;
