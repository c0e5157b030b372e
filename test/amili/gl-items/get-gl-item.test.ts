import { describe, expect, it } from 'vitest';
import { amiliFailure } from '../../support/envelopes.ts';
import { newClient } from '../client.ts';
import { refusesStrangers } from '../reads.ts';
import { storedGlItem } from './stored-gl-item.ts';

const { clientNo, tenant, createCustomer, createDocument, getGlItem } = await newClient();
const { accountNo } = (await createCustomer({ customerNo: 'c1', name: 'Ada' })).body as { accountNo: number };
const { arItemId, voucherNo } = (
  await createDocument({
    ...{ documentNo: 'D-1', customerNo: 'C1', documentType: 'IN', documentDate: '2025-02-27' },
    currencyAmounts: { inclVat: 1250, vat: 250 },
  })
).body as { arItemId: number; voucherNo: number };

describe('GET /clients/{clientno}/glitems/{glitemid}', () => {
  it('shows the line, with its period and the numbers of its customer', async () => {
    const glItemId = voucherNo * 100 + 3;
    const { status, body } = await getGlItem(glItemId);
    const { creation } = (await storedGlItem(tenant, glItemId))!;
    const line = {
      ...{ glItemId, clientNo, voucherNo, lineNo: 3, glYear: 2025, glPeriod: 2 },
      ...{ postingDate: '2025-02-27', glAccountNo: '2700', amount: -250, currency: 'NOK' },
      ...{ arItemId, accountNo, customerNo: 'c1', documentNo: 'D-1', event: 'document', text: 'IN D-1' },
      createdDateTime: `${creation.at.slice(0, 19)}Z`,
    };
    expect([status, body]).toEqual([200, line]);
  });

  it('answers 404 where there is none, also to another client or by a number that is none', async () => {
    const other = await newClient();
    for (const [id, ask] of [
      [voucherNo * 100 + 4, getGlItem],
      [voucherNo, getGlItem],
      [voucherNo * 100 + 1, other.getGlItem],
    ] as const) {
      const { status, body } = await ask(id);
      const asking = ask === getGlItem ? clientNo : other.clientNo;
      const failure = amiliFailure('NOT_FOUND', `There is no GL item ${id}`, { clientNo: asking });
      expect([status, body]).toEqual([404, failure]);
    }
    for (const id of ['x', '01', '1.5', '9007199254740992']) {
      const { status, body } = await getGlItem(id);
      const failure = amiliFailure('NOT_FOUND', 'glitemid: must be a whole number', { clientNo });
      expect([status, body]).toEqual([404, failure]);
    }
  });

  refusesStrangers(clientNo, 'glitems/1');
});
