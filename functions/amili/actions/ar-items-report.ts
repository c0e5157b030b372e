import { readOwner } from '../../../shared/receivables/customers/read-owner.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { filters } from '../ar-items/ar-item-filters.ts';
import { listOf } from '../ar-items/ar-item-listing.ts';
import { ArItemRows } from '../ar-items/ar-item-rows.ts';
import { accountKey } from '../customers/customer.ts';
import { lineOf, readList, report } from './report.ts';

const columns = [
  ...['arItemId', 'clientNo', 'accountNo', 'customerNo', 'documentNo', 'documentUuid', 'arItemType'],
  ...['arItemStatus', 'postingDate', 'dueDate', 'currency', 'originalAmount', 'remainingAmount'],
  ...['reservedAmount', 'kid', 'referenceNo', 'ledgerNote', 'stopReminderUntil', 'stopDebtCollectionUntil'],
  ...['stopInterestCalcUntil', 'paymentId', 'voucherNo', 'createdDateTime'],
];

/** AR items as their list shows them. */
export const arItemsReport = report({
  parameters: [
    ...['arItemType', 'arItemStatus', 'customerNo', 'accountNo', 'documentNo', 'kid', 'currency'],
    ...['postingDateFrom', 'postingDateTo', 'dueDateFrom', 'dueDateTo'],
  ],
  filters,
  columns,
  async read(request, query) {
    const { table, tenant, clientNo, receivedAt } = request;
    const rows = new ArItemRows(table, clientNo, tenant, receivedAt);
    const { accountno } = query;
    const owner =
      accountno === undefined ? undefined : await readOwner(table, tenant, accountKey(Number(accountno)));
    const list = {
      ...listOf(query, owner, (item: DependentItem<ArItem>) => rows.customerOf(item)),
      beside: (items: readonly DependentItem<ArItem>[]) => rows.read(items, []),
    };
    return readList<DependentItem<ArItem>>(request, list, (item) => lineOf(columns, rows.shown(item, [])));
  },
});
