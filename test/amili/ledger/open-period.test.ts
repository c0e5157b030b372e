import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { closedPeriodRef, DEFAULTS, readBooks } from '../../../functions/amili/ledger/books.ts';
import { dateInNorway, monthOf } from '../../../functions/amili/ledger/dates.ts';
import { isClosed, requireOpenPeriod } from '../../../functions/amili/ledger/open-period.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';
import { newStamp } from '../../support/store.ts';
import { closeThrough } from '../books.ts';

const books = { ...DEFAULTS, closedThrough: '2025-02' };

describe('a period', () => {
  it.each([
    ['2024-12-31', true],
    ['2025-02-28', true],
    ['2025-03-01', false],
    ['2026-01-31', false],
  ])('that %s is in is closed: %s', (date, closed) => {
    expect(isClosed(date, books)).toBe(closed);
    expect(isClosed(date, DEFAULTS)).toBe(false);
  });

  it('refuses events while it is closed', () => {
    const refusal = () => requireOpenPeriod({ postingDate: '2025-01-31' }, books, { documentNo: 'D' });
    expect(refusal).toThrow(Failure);
    expect(refusal).toThrow('The period of 2025-01-31 is closed, and so are all before: through 2025-02');
    expect(requireOpenPeriod({ postingDate: '2025-03-01' }, books)).toBe(undefined);
  });

  it('is closed and opened again by its marker', async () => {
    const tenant = { vendor: 'amili', tenant: String(randomInt(1e6, 1e9)) };
    const closed = async () => (await readBooks(receivables(), tenant)).closedThrough;
    expect(await closed()).toBe(undefined);
    await closeThrough(tenant, 2025, 3);
    expect(await closed()).toBe('2025-03');
    await changeRecord(receivables(), closedPeriodRef(tenant), () => ({ fields: {} }), newStamp());
    expect(await closed()).toBe(undefined);
  });
});

describe('a day', () => {
  it('is that of Norway, and its month the first seven characters', () => {
    expect(dateInNorway(new Date('2025-01-31T23:30:00Z'))).toBe('2025-02-01');
    expect(dateInNorway(new Date('2025-06-30T22:30:00Z'))).toBe('2025-07-01');
    expect(monthOf('2025-02-27')).toBe('2025-02');
  });
});
