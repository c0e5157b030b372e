import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { customerOfAccount } from '../customers/account-owner.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { LIST, page, readPage } from '../dialect/paging.ts';
import type { GlItem } from './gl-item.ts';
import { filters } from './gl-item-filters.ts';
import { listOf } from './gl-item-listing.ts';
import { GlItemRows } from './gl-item-rows.ts';
import { answered } from './gl-items-response.ts';

/** GET a list of GL items: https://docs.amili.dev/get-a-list-of-gl-items-3942673e0 */
export const operation = {
  name: 'amili/gl-items/list-gl-items',
  route: 'GET /clients/{clientno}/glitems',
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
  async function getGlItems({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const { accountno } = query;
    const owner =
      accountno === undefined ? undefined : await customerOfAccount(table, tenant, Number(accountno));
    const rows = new GlItemRows(table, path.clientno, tenant);
    const list = {
      ...listOf(query, owner?.reference.customerNo as string | undefined),
      beside: (items: readonly RecordItem<GlItem>[]) => rows.read(items),
      shown: (item: RecordItem<GlItem>) => rows.shown(item),
    };
    const { receivedAt } = origin;
    const stamp = stampOf(origin, caller.subject);
    const result = note(
      await readPage<RecordItem<GlItem>>(table, tenant, query, list, { receivedAt, stamp }),
    );
    const { summary, items } = page(result, query, origin);
    return { summary, glItems: items.map(list.shown) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getGlItems',
    summary: 'GET a list of GL items',
    description:
      'Lines of vouchers in the order of their posting dates, then of their ids. Each event, such as a document, posts one ' +
      `voucher, whose lines sum to 0: debit is positive, credit negative. They never change. ${LIST}`,
    source: 'documented',
    responses: responses(
      { description: 'A page of GL items', schema: answered() },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
