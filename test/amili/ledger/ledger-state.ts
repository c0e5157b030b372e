import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import type { GlItem } from '../../../functions/amili/gl-items/gl-item.ts';
import { sum } from '../../../shared/fields/money.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { tenantState } from '../../support/tenant-state.ts';

/** What is stored of a client's ledger. */
export interface Ledger {
  readonly items: readonly DependentItem<ArItem>[];
  readonly lines: readonly GlItem[];
  /** All that refers to customers: documents, AR items, and sub-customers. */
  readonly dependents: readonly DependentItem[];
  readonly customers: readonly CustomerItem[];
}

export async function readLedger(tenant: Tenant): Promise<Ledger> {
  const stored = [...(await tenantState(tenant.vendor, tenant.tenant)).values()] as DependentItem[];
  const of = (...kinds: string[]) => stored.filter(({ sk, deletion }) => kinds.includes(sk) && !deletion);
  return {
    items: of('AR_ITEM') as unknown as DependentItem<ArItem>[],
    lines: of('GL_ITEM').map(({ fields }) => fields as unknown as GlItem),
    dependents: of('AR_ITEM', 'DOCUMENT', 'SUB_CUSTOMER'),
    customers: of('CUSTOMER') as unknown as CustomerItem[],
  };
}

/** The account of receivables of a client that has no settings of its own. */
const RECEIVABLES = '1500';

/** What is left of items on a day, counted from what is stored alone. */
const leftOn = (items: Ledger['items'], day: string): number =>
  sum(
    items
      .filter(({ fields }) => fields.postingDate <= day)
      .flatMap(({ fields: { originalAmount, settlements = [] } }) => [
        originalAmount,
        ...settlements.filter(({ date }) => date <= day).map(({ amount }) => amount),
      ]),
  ).toNumber();

/** The balance of an account on a day. */
export const balanceOn = (lines: Ledger['lines'], account: string, day: string): number =>
  sum(
    lines
      .filter(({ glAccountNo, postingDate }) => glAccountNo === account && postingDate <= day)
      .map(({ amount }) => amount),
  ).toNumber();

const by = <Value>(values: readonly Value[], key: (value: Value) => string) =>
  Object.entries(Object.groupBy(values, key)) as [string, Value[]][];

/** All that should never be so. @param days on which what is left must be the balance of receivables */
export const violationsOf = (ledger: Ledger, days: readonly string[]): string[] => [
  ...unbalanced(ledger),
  ...days.flatMap((day) => unequal(ledger, day)),
  ...ledger.items.flatMap((item) => wronglySettled(ledger, item)),
  ...miscounted(ledger),
  ...paidTwice(ledger),
];

const unbalanced = ({ lines }: Ledger): string[] =>
  by(lines, ({ voucherNo }) => String(voucherNo))
    .map(([voucherNo, own]) => [voucherNo, sum(own.map(({ amount }) => amount)).toNumber()] as const)
    .filter(([, total]) => total !== 0)
    .map(([voucherNo, total]) => `voucher ${voucherNo} sums to ${total}`);

function unequal({ items, lines }: Ledger, day: string): string[] {
  const currencies = by(items, ({ fields }) => fields.currency);
  return currencies.flatMap(([currency, own]) => {
    const left = leftOn(own, day);
    const balance = balanceOn(
      lines.filter((line) => line.currency === currency),
      RECEIVABLES,
      day,
    );
    return left === balance
      ? []
      : [`on ${day}, ${left} ${currency} are left, and receivables are ${balance}`];
  });
}

/** Settlements come in pairs that cancel, of one customer and currency, and never cross 0. */
function wronglySettled({ items }: Ledger, { fields: item }: DependentItem<ArItem>): string[] {
  const { arItemId, originalAmount, settlements = [] } = item;
  const name = `AR item ${arItemId}`;
  const left = sum([originalAmount, ...settlements.map(({ amount }) => amount)]).toNumber();
  const crosses = left * originalAmount < 0 || Math.abs(left) > Math.abs(originalAmount);
  const unpaired = settlements.flatMap(({ date, amount, arItemId: otherId }) => {
    const other = items.find(({ fields }) => fields.arItemId === otherId)?.fields;
    const isPaired = other?.settlements?.some(
      (own) => own.arItemId === arItemId && own.date === date && own.amount === -amount,
    );
    if (!other || !isPaired) return [`${name}: the settlement with ${otherId} has no other half`];
    const isAlike = other.customerNo === item.customerNo && other.currency === item.currency;
    const isLater = date >= item.postingDate && date >= other.postingDate;
    return isAlike && isLater ? [] : [`${name}: ${otherId} is of another customer, currency or time`];
  });
  return [...(crosses ? [`${name}: ${left} of ${originalAmount} is left`] : []), ...unpaired];
}

/** Customers count what refers to them, and what refers to one keeps it. */
function miscounted({ dependents, customers }: Ledger): string[] {
  const wrong = customers.flatMap(({ pk, linkCount }) => {
    const links = dependents.filter(({ customerKey }) => customerKey === pk).length;
    return links === linkCount ? [] : [`${pk} has ${links} links and counts ${linkCount}`];
  });
  const keys = customers.map(({ pk }) => pk);
  const lost = dependents.filter(({ customerKey }) => !keys.includes(String(customerKey)));
  return [...wrong, ...lost.map(({ pk, customerKey }) => `${pk} refers to ${customerKey}, which is gone`)];
}

const paidTwice = ({ items }: Ledger): string[] =>
  by(
    items.filter(({ fields }) => fields.paymentId !== undefined),
    ({ fields }) => String(fields.paymentId),
  )
    .filter(([, own]) => own.length > 1)
    .map(([paymentId]) => `there are several payments ${paymentId}`);
