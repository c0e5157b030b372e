import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import type { GlItem } from '../../../functions/amili/gl-items/gl-item.ts';
import { sum } from '../../../shared/fields/money.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';

/** What is stored of a client's ledger. */
export interface Ledger {
  readonly customers: readonly CustomerItem[];
  readonly documents: readonly DependentItem[];
  readonly arItems: readonly ArItem[];
  readonly glItems: readonly GlItem[];
  /** All that refers to customers: documents, AR items, and sub-customers. */
  readonly dependents: readonly DependentItem[];
}

/** The account of receivables of a client that has no settings of its own. */
const RECEIVABLES = '1500';

/** What is left of items on a day, counted from what is stored alone. */
const leftOn = (items: readonly ArItem[], day: string): number =>
  sum(
    items
      .filter(({ postingDate }) => postingDate <= day)
      .flatMap(({ originalAmount, settlements = [] }) => [
        originalAmount,
        ...settlements.filter(({ date }) => date <= day).map(({ amount }) => amount),
      ]),
  ).toNumber();

/** The balance of an account on a day. */
export const balanceOn = (lines: Ledger['glItems'], account: string, day: string): number =>
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
  ...ledger.arItems.flatMap((item) => wronglySettled(ledger, item)),
  ...miscounted(ledger),
  ...paidTwice(ledger),
];

const unbalanced = ({ glItems }: Ledger): string[] =>
  by(glItems, ({ voucherNo }) => String(voucherNo))
    .map(([voucherNo, own]) => [voucherNo, sum(own.map(({ amount }) => amount)).toNumber()] as const)
    .filter(([, total]) => total !== 0)
    .map(([voucherNo, total]) => `voucher ${voucherNo} sums to ${total}`);

function unequal({ arItems, glItems }: Ledger, day: string): string[] {
  const currencies = by(arItems, ({ currency }) => currency);
  return currencies.flatMap(([currency, own]) => {
    const left = leftOn(own, day);
    const balance = balanceOn(
      glItems.filter((line) => line.currency === currency),
      RECEIVABLES,
      day,
    );
    return left === balance
      ? []
      : [`on ${day}, ${left} ${currency} are left, and receivables are ${balance}`];
  });
}

/** Settlements come in pairs that cancel, of one customer and currency, and never cross 0. */
function wronglySettled({ arItems }: Ledger, item: ArItem): string[] {
  const { arItemId, originalAmount, settlements = [] } = item;
  const name = `AR item ${arItemId}`;
  const left = sum([originalAmount, ...settlements.map(({ amount }) => amount)]).toNumber();
  const crosses = left * originalAmount < 0 || Math.abs(left) > Math.abs(originalAmount);
  const unpaired = settlements.flatMap(({ date, amount, arItemId: otherId }) => {
    const other = arItems.find((each) => each.arItemId === otherId);
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

const paidTwice = ({ arItems }: Ledger): string[] =>
  by(
    arItems.filter(({ paymentId }) => paymentId !== undefined),
    ({ paymentId }) => String(paymentId),
  )
    .filter(([, own]) => own.length > 1)
    .map(([paymentId]) => `there are several payments ${paymentId}`);
