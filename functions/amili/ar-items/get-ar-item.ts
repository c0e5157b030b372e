import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { clientNo, ownId } from '../dialect/identifiers.ts';
import { type ArItem, arItemRef, type UnpostedArItem } from './ar-item.ts';
import { expanded } from './ar-item-filters.ts';
import { ArItemRows } from './ar-item-rows.ts';
import { answered } from './expanded-ar-item-response.ts';

/** GET one AR item: https://docs.amili.dev/get-one-ar-item-3942664e0 */
export const operation = {
  name: 'amili/ar-items/get-ar-item',
  route: 'GET /clients/{clientno}/aritems/{aritemid}',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'GetItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), aritemid: ownId() }),
  query: z.object({ expand: expanded(), userid: z.optional(z.string()) }),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getArItem({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const { clientno, aritemid } = path;
    const item = await readDependent<ArItem | UnpostedArItem>(table, arItemRef(tenant, aritemid));
    note({ outcome: item ? 'found' : 'notFound' });
    if (!item) throw refused(404, 'NOT_FOUND', `There is no AR item ${aritemid}`, { arItemId: aritemid });
    const { expand = [] } = query;
    const rows = new ArItemRows(table, clientno, tenant, origin.receivedAt);
    await rows.read([item], expand);
    return rows.shown(item, expand);
  },
);

export const documentation = () =>
  ({
    operationId: 'getArItem',
    summary: 'GET one AR item',
    description:
      'What is owed by one event of the ledger, and what is left of it. `expand=document,customer,settlements,' +
      'reservations` shows the document (without its lines) and the customer beside, what has settled it, and the ' +
      'reservations that still count.',
    source: 'documented',
    responses: responses({ description: 'The AR item', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
