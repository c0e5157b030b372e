import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { readOwner } from '../../../shared/receivables/customers/read-owner.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { accountKey } from '../customers/customer.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { type Asked, expandOf } from '../dialect/expand.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readPage } from '../dialect/paging.ts';
import type { ArItem } from './ar-item.ts';
import { filters } from './ar-item-filters.ts';
import { listOf } from './ar-item-listing.ts';
import { ArItemRows } from './ar-item-rows.ts';
import { answered } from './ar-items-response.ts';

/** GET a list of AR items: https://docs.amili.dev/get-a-list-of-ar-items-3942665e0 */
export const operation = {
  name: 'amili/ar-items/list-ar-items',
  route: 'GET /clients/{clientno}/aritems',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem'],
    indexes: ['listed-by-tenant'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo() }),
  query: filters(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getArItems({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const rows = new ArItemRows(table, path.clientno, tenant, origin.receivedAt);
    const { accountno, expand = [] } = query;
    const owner =
      accountno === undefined ? undefined : await readOwner(table, tenant, accountKey(Number(accountno)));
    const list = {
      ...listOf(query, owner, (item: DependentItem<ArItem>) => rows.customerOf(item)),
      asked: { expand },
      beside: (items: readonly DependentItem<ArItem>[], asked: Asked) => rows.read(items, expandOf(asked)),
      shown: (item: DependentItem<ArItem>, asked: Asked) => rows.shown(item, expandOf(asked)),
    };
    const { receivedAt } = origin;
    const stamp = stampOf(origin, caller.subject);
    const result = note(
      await readPage<DependentItem<ArItem>>(table, tenant, query, list, { receivedAt, stamp }),
    );
    const { summary, items, asked } = page(result, query, origin);
    return { summary, arItems: items.map((item) => list.shown(item, asked)) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getArItems',
    summary: 'GET a list of AR items',
    description:
      'AR items in the order of their posting dates, then of their ids. `expand=document,customer,settlements,' +
      'reservations` shows the document (without its lines) and the customer of each, what has settled it, and the ' +
      'reservations that still count. AR items that version 0.5.0 or earlier stored are listed once `npm run relist` ' +
      `has posted them. ${LIST}`,
    source: 'documented',
    responses: responses(
      { description: 'A page of AR items', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
