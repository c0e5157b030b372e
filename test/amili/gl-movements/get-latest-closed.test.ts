import { describe, expect, it } from 'vitest';
import { amiliFailure } from '../../support/envelopes.ts';
import { newClient } from '../client.ts';
import { refusesStrangers } from '../reads.ts';

const { clientNo, createAction, createCustomer, createDocument, getLatestClosed } = await newClient();

const act = async (actionType: string, glYear: number, glPeriod: number) => {
  const { status } = await createAction({ actionType, parameters: { glYear, glPeriod } });
  expect(status).toBe(200);
};

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const closed = (glYear: number, glPeriod: number, glMovements: readonly object[]) => ({
  ...{ clientNo, glYear, glPeriod, closedDateTime: INSTANT },
  glMovements: glMovements.map((row) => ({ clientNo, glYear, glPeriod, currency: 'NOK', ...row })),
});

describe('GET /clients/{clientno}/glmovements/latestclosed', () => {
  it('shows the movements of the last closed month, and of the one before where that is opened again', async () => {
    const nothing = await getLatestClosed();
    const failure = amiliFailure('NOT_FOUND', 'No GL period is closed', { clientNo });
    expect([nothing.status, nothing.body]).toEqual([404, failure]);

    await createCustomer({ customerNo: '1', name: 'Ada' });
    for (const [documentDate, inclVat] of [
      ['2024-12-31', 100],
      ['2025-01-31', 20],
    ] as const)
      await createDocument({
        ...{ documentNo: documentDate, customerNo: '1', documentType: 'IN', documentDate },
        currencyAmounts: { inclVat },
      });
    await act('CLOSE-GL-PERIOD', 2024, 12);
    const december = await getLatestClosed();
    expect([december.status, december.body]).toEqual([
      200,
      closed(2024, 12, [
        { glAccountNo: '1500', openingBalance: 0, debit: 100, credit: 0, movement: 100, closingBalance: 100 },
        {
          glAccountNo: '3000',
          openingBalance: 0,
          debit: 0,
          credit: 100,
          movement: -100,
          closingBalance: -100,
        },
      ]),
    ]);
    await act('CLOSE-GL-PERIOD', 2025, 1);
    expect((await getLatestClosed()).body).toEqual(
      closed(2025, 1, [
        { glAccountNo: '1500', openingBalance: 100, debit: 20, credit: 0, movement: 20, closingBalance: 120 },
        { glAccountNo: '3000', openingBalance: 0, debit: 0, credit: 20, movement: -20, closingBalance: -20 },
      ]),
    );
    await act('REOPEN-GL-PERIOD', 2025, 1);
    expect((await getLatestClosed()).body).toEqual(december.body);
    await act('REOPEN-GL-PERIOD', 2024, 12);
    expect((await getLatestClosed()).status).toBe(404);
  });

  refusesStrangers(clientNo, 'glmovements/latestclosed');
});
