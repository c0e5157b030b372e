import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remaining } from '../../../functions/amili/ar-items/ar-item.ts';
import { sum } from '../../../shared/fields/money.ts';
import { storedLedger } from '../ledger.ts';
import { CUSTOMERS, FATES, type FateName, History, type Request, type Wish } from './history.ts';
import { balanceOn, type Ledger, violationsOf } from './violations.ts';

const DAYS = ['2026-01-10', '2026-01-31', '2026-02-14', '2026-03-01', '2026-03-25'];

/** The last days of months, by which a closed one is known. */
const LAST_DAYS = { 1: '2026-01-31', 2: '2026-02-28' };

const fateNames = [...Object.keys(FATES), 'late'] as FateName[];

const nth = fc.nat(7);

const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('document' as const),
      type: fc.constantFrom('IN', 'IN', 'CN'),
      vat: fc.constantFrom(0, 0.2, 0.157),
      sub: fc.boolean(),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      what: fc.constantFrom(
        'payment',
        'payment',
        'payment',
        'refund',
        'writeoff',
        'interest',
        'reservation',
        'creditnote',
        'creditnote',
      ),
      nth,
      named: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'deletion' as const }) },
);

const request: fc.Arbitrary<Request> = fc
  .tuple(
    wish,
    fc.record({
      customer: fc.nat(CUSTOMERS.length - 1),
      cents: fc.constantFrom(0, 1, 3_333, 10_000, 10_001),
      day: fc.constantFrom(...DAYS),
      currency: fc.constantFrom('NOK', 'NOK', 'EUR'),
      fates: fc.array(fc.constantFrom(...fateNames), { maxLength: 2 }),
    }),
  )
  .map(([what, rest]) => ({ ...what, ...rest }) as Request);

/** Requests at once, or a month that is closed while there are none. */
const round = fc.oneof(
  { weight: 6, arbitrary: fc.array(request, { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(1 as const, 2 as const) },
);

/** What a report of a day says: the balance of each account, and what is left of each AR item. */
const reportOf = ({ glItems, arItems }: Ledger, day: string) => ({
  balances: ['1500', '1920', '2700', '3000', '7830', '8050'].map((account) =>
    balanceOn(glItems, account, day),
  ),
  left: arItems
    .filter(({ postingDate }) => postingDate <= day)
    .map((item) => [item.arItemId, remaining(item, day)])
    .sort(),
});

describe('whatever a client and its neighbours ask for at once, and whichever answers are lost', () => {
  it('the ledger adds up, and closed months stay as they are', async () => {
    const seen = { settled: 0, items: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 7 }), async (rounds) => {
        const history = new History();
        await history.open();
        const reports: [string, ReturnType<typeof reportOf>][] = [];
        let closed = 0;
        for (const requests of rounds) {
          if (typeof requests === 'number') {
            if (requests <= closed) continue;
            closed = requests;
            await history.close(closed);
            await history.rest();
            const day = LAST_DAYS[requests];
            reports.push([day, reportOf(await storedLedger(history.tenant), day)]);
          } else await Promise.all(requests.map((each) => history.send(each)));
        }
        await history.rest();
        const ledger = await storedLedger(history.tenant);
        expect(violationsOf(ledger, DAYS)).toEqual([]);
        for (const [day, report] of reports) expect(reportOf(ledger, day)).toEqual(report);
        for (const day of DAYS)
          expect(sum(reportOf(ledger, day).left.map(([, left]) => left as number)).toNumber()).toBe(
            balanceOn(ledger.glItems, '1500', day),
          );
        // Whoever was told that it is done has its item, and nobody else has one.
        expect(ledger.arItems.map(({ arItemId }) => arItemId).sort()).toEqual([...history.made].sort());
        seen.items += ledger.arItems.length;
        seen.settled += ledger.arItems.filter(({ settlements }) => settlements).length;
      }),
      // A busy machine makes fewer of them.
      { numRuns: 25, interruptAfterTimeLimit: 60_000 },
    );
    // Not all of it may be refusals.
    expect(seen.items).toBeGreaterThan(20);
    expect(seen.settled).toBeGreaterThan(5);
  }, 120_000);
});
