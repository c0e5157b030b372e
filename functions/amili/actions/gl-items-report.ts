import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { customerOfAccount } from '../customers/account-owner.ts';
import type { GlItem } from '../gl-items/gl-item.ts';
import { filters } from '../gl-items/gl-item-filters.ts';
import { listOf } from '../gl-items/gl-item-listing.ts';
import { GlItemRows } from '../gl-items/gl-item-rows.ts';
import { lineOf, readList, report } from './report.ts';

const columns = [
  ...['glItemId', 'clientNo', 'voucherNo', 'lineNo', 'glYear', 'glPeriod', 'postingDate', 'glAccountNo'],
  ...['amount', 'currency', 'arItemId', 'accountNo', 'customerNo', 'documentNo', 'event', 'text', 'userId'],
  'createdDateTime',
];

/** Lines of vouchers as their list shows them. */
export const glItemsReport = report({
  parameters: [
    ...['glYear', 'glPeriod', 'glAccountNo', 'voucherNo', 'event', 'postingDateFrom', 'postingDateTo'],
    ...['accountNo', 'customerNo', 'documentNo', 'arItemId'],
  ],
  filters,
  columns,
  async read(request, query) {
    const { table, tenant, clientNo } = request;
    const { accountno } = query;
    const owner =
      accountno === undefined ? undefined : await customerOfAccount(table, tenant, Number(accountno));
    const rows = new GlItemRows(table, clientNo, tenant);
    const list = {
      ...listOf(query, owner?.reference.customerNo as string | undefined),
      beside: (items: readonly RecordItem<GlItem>[]) => rows.read(items),
    };
    return readList<RecordItem<GlItem>>(request, list, (item) => lineOf(columns, rows.shown(item)));
  },
});
