import { beforeAll, describe, expect, it } from 'vitest';
import { lineOf, type ReportRequest, readList } from '../../../functions/amili/actions/report.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { newStamp } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';

const { clientNo, tenant, createCustomer } = await newClient();

beforeAll(async () => {
  for (const customerNo of ['c3', 'c1', 'c2']) await createCustomer({ customerNo, name: 'Ada' });
});

const request = (): ReportRequest => ({
  ...{ table: receivables(), tenant, clientNo, receivedAt: new Date(), stamp: newStamp() },
});

const list = { kind: 'CUSTOMER', states: ['ACTIVE'] } as const;

const read = (limits?: { rows: number; bytes: number }) =>
  readList<CustomerItem>(request(), list, ({ reference }) => `${reference.customerNo}\r\n`, limits);

describe('what a report reads', () => {
  it('is all that a list finds, in its order, and nothing is kept of it', async () => {
    const before = await tenantState('amili', tenant.tenant);
    expect(await read()).toEqual({ outcome: 'read', lines: ['c1\r\n', 'c2\r\n', 'c3\r\n'] });
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('has no more rows than it may', async () => {
    expect(await read({ rows: 3, bytes: 1_000 })).toMatchObject({ outcome: 'read' });
    expect(await read({ rows: 2, bytes: 1_000 })).toEqual({ outcome: 'tooLarge', fitting: 2 });
  });

  it('has no more bytes than it may: of its lines, not of what they are made from', async () => {
    // As JSON, each line is "c1\r\n".
    expect(await read({ rows: 3, bytes: 24 })).toMatchObject({ outcome: 'read' });
    expect(await read({ rows: 3, bytes: 23 })).toEqual({ outcome: 'tooLarge', fitting: 2 });
  });
});

describe('a line of a report', () => {
  it('has fields and members of groups by their names, and nothing where there is none', () => {
    const shown = { no: 7, group: { name: 'Ada' }, empty: {} };
    expect(lineOf(['no', 'group.name', 'group.other', 'none.name', 'empty.name'], shown)).toBe(
      '7;Ada;;;\r\n',
    );
  });
});
