import { filters, listOf, questionOf } from '../insights/adb-interval-list.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { lineOf, readComputed, report } from './report.ts';

const columns = ['clientNo', 'intervalNo', 'fromDays', 'toDays', 'text', 'itemCount', 'amount', 'currency'];

/** The intervals of an age distributed balance as their list shows them. */
export const adbReport = report({
  parameters: ['asOfDate', 'basis', 'customerNo', 'accountNo', 'currency'],
  filters,
  columns,
  async read({ table, tenant, clientNo, receivedAt }, query) {
    const asked = { ...(await questionOf(table, tenant, query, dateInNorway(receivedAt))) };
    const list = listOf(table, clientNo, tenant);
    const found = await list.rows(asked);
    if (found.outcome !== 'computed') return found;
    const shown = await list.shown([...found.rows.values()], asked);
    return readComputed(shown.map((row) => lineOf(columns, row)));
  },
});
