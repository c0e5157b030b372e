import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { eachListedRow } from '../../../shared/receivables/lists/listed-rows.ts';
import { orderIn } from '../../../shared/receivables/lists/listing.ts';
import type { TooMany } from '../../../shared/receivables/lists/request.ts';
import type { Values } from '../gl-items/gl-item-listing.ts';
import { type GlMovement, isOfBalanceSheet, Movements, type Periods } from './gl-movement.ts';

export type MovementsFound =
  | { readonly outcome: 'summed'; readonly movements: readonly GlMovement[] }
  | TooMany;

/**
 * The movements of a client's periods, summed from the rows of its GL items: these never change, and have all that is
 * summed.
 * @param glAccountNo of all accounts without it
 */
export async function sumMovements(
  table: Table,
  tenant: Tenant,
  periods: Periods,
  glAccountNo?: string | undefined,
): Promise<MovementsFound> {
  const movements = new Movements(periods);
  const year = String(periods.year).padStart(4, '0');
  const isOfOneYear = glAccountNo !== undefined && !isOfBalanceSheet(glAccountNo);
  const seen = new Set<string>();
  const result = await eachListedRow(
    table,
    tenant,
    {
      kind: 'GL_ITEM',
      states: ['LIVE'],
      range: {
        to: `${year}-${String(periods.to).padStart(2, '0')}`,
        ...(isOfOneYear && { from: year }),
      },
      ...(glAccountNo !== undefined && {
        filter: (listed) => (listed as unknown as Values).account === glAccountNo,
      }),
    },
    ({ pk, listed, listOrder }) => {
      // What is counted twice would not add up: a page of the index may repeat a row.
      if (seen.has(pk)) return;
      seen.add(pk);
      const { account, currency, amount } = listed as unknown as Values;
      movements.add({ glAccountNo: account, currency, amount, postingDate: orderIn(listOrder).slice(0, 10) });
    },
  );
  return result.outcome === 'tooMany' ? result : { outcome: 'summed', movements: movements.rows() };
}
