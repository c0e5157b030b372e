import * as z from 'zod/mini';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { ComputedList } from '../../../shared/receivables/lists/computed-list.ts';
import { mark } from '../../../shared/receivables/lists/listing.ts';
import { customerOfAccount } from '../customers/account-owner.ts';
import { refused } from '../dialect/errors.ts';
import { caseless, ownNumber } from '../dialect/identifiers.ts';
import { listQuery } from '../dialect/paging.ts';
import { day, number, word } from '../dialect/search-fields.ts';
import { type Books, readBooks } from '../ledger/books.ts';
import type { AdbInterval } from './adb-interval.ts';
import { AgeDistribution, intervalsOf } from './adb-interval.ts';
import type { Answered } from './adb-interval-response.ts';
import { type AgeQuestion, eachAged } from './aged-items.ts';

const basis = () =>
  z.pipe(
    z.transform((text: unknown) => (typeof text === 'string' ? caseless(text) : text)),
    z.enum(['DUEDATE', 'POSTINGDATE'], { error: 'must be duedate or postingdate' }),
  );

/** What a client wants to know the age of. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    asofdate: day(),
    basis: z.optional(basis()),
    customerno: z.optional(ownNumber()),
    accountno: number(),
    currency: word(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;

/** A question, and the intervals by which it is answered. */
type Question = AgeQuestion & {
  readonly intervals: Books['adbIntervals'];
  /** What is shown where nothing is found. */
  readonly ofNothing: string;
  /** Where nobody has the account number that is asked for. */
  readonly isOfNobody?: boolean;
};

/**
 * The question that a query asks.
 * @throws Failure 400 for a day that is not yet: nobody knows what will be left then
 */
export async function questionOf(
  table: Table,
  tenant: Tenant,
  { asofdate, basis, customerno, accountno, currency }: Filters,
  today: string,
): Promise<Question> {
  if (asofdate !== undefined && asofdate > today)
    throw refused(400, 'INVALID', 'asofdate: must not be in the future');
  const [books, owner] = await Promise.all([
    readBooks(table, tenant),
    accountno === undefined ? undefined : customerOfAccount(table, tenant, Number(accountno)),
  ]);
  const customers = [customerno, owner?.reference.customerNo as string | undefined];
  return {
    ...{ asOfDate: asofdate ?? today, basis: basis ?? books.adbBasis, intervals: books.adbIntervals },
    customers: customers.filter((customer) => customer !== undefined).map(caseless),
    currency: currency && caseless(currency),
    ofNothing: caseless(currency ?? books.currency),
    ...(accountno !== undefined && !owner && { isOfNobody: true }),
  };
}

/** The intervals of a client's age distributed balance. */
export const listOf = (
  table: Table,
  clientNo: number,
  tenant: Tenant,
): ComputedList<AdbInterval, Answered> => ({
  kind: 'ADB_INTERVAL',
  async rows(asked) {
    const question = asked as unknown as Question;
    const { basis, intervals, ofNothing, isOfNobody } = question;
    const distribution = new AgeDistribution(intervalsOf({ adbIntervals: intervals, adbBasis: basis }));
    if (!isOfNobody) {
      const result = await eachAged(table, tenant, question, (aged) => distribution.add(aged));
      if (result.outcome === 'tooMany') return result;
    }
    const rows = distribution.rows(ofNothing);
    const idOf = ({ currency, intervalNo }: AdbInterval) => `${mark(currency)} ${intervalNo}`;
    return { outcome: 'computed', rows: new Map(rows.map((row) => [idOf(row), row])) };
  },
  shown: (rows) => rows.map((row) => ({ clientNo, ...row })),
});
