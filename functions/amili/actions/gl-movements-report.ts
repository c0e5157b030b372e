import { filters, questionOf } from '../gl-movements/gl-movement-filters.ts';
import { sumMovements } from '../gl-movements/gl-movement-rows.ts';
import { lineOf, readComputed, report } from './report.ts';

const columns = [
  ...['clientNo', 'glYear', 'glPeriod', 'glAccountNo', 'currency', 'openingBalance', 'debit', 'credit'],
  ...['movement', 'closingBalance'],
];

/** Movements and balances of accounts as their list shows them. */
export const glMovementsReport = report({
  parameters: ['glYear', 'glPeriodFrom', 'glPeriodTo', 'glAccountNo'],
  filters,
  columns,
  async read({ table, tenant, clientNo, receivedAt }, query) {
    const { account, ...periods } = questionOf(query, receivedAt);
    const found = await sumMovements(table, tenant, periods, account);
    if (found.outcome !== 'summed') return found;
    return readComputed(found.movements.map((row) => lineOf(columns, { clientNo, ...row })));
  },
});
