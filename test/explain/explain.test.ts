import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { vendors } from '../../functions/vendors.ts';
import { explain } from '../../infra/commands/explain/explain.ts';
import { named } from '../../infra/commands/explain/named.ts';
import { screen } from '../../infra/commands/explain/screen.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { tagOf } from '../../shared/receivables/customers/tag.ts';
import { entryOrder, type HistoryEntry, historyKey } from '../../shared/receivables/history/entry.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import { customerKey, dependentKey } from '../../shared/receivables/keys.ts';
import type { Stamp } from '../../shared/receivables/stamp.ts';
import { run } from '../local/run.ts';
import { newEnkashCompany } from '../support/credentials.ts';

const NOW = new Date('2026-11-30T12:00:00.000Z');
const DAYS = 30;
const ID = 'KC0123456789ABCD';

const stamp = (day: number, requestId: string, more: Partial<Stamp> = {}): Stamp => ({
  at: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  by: 'ada@example.com',
  requestId,
  operation: 'enkash/customers/create-customer',
  ...more,
});

const creation = stamp(1, 'r1');
const updating = { operation: 'enkash/customers/update-customer' };

async function put(...items: readonly object[]): Promise<void> {
  const { client, name } = receivables();
  await Promise.all(items.map((Item) => client.send(new PutCommand({ TableName: name, Item }))));
}

/** A customer of a company of EnKash that nobody else has. */
async function newCustomer(more: Partial<CustomerItem> = {}) {
  const ref = { vendor: 'enkash', tenant: newEnkashCompany(), id: ID };
  const customer: CustomerItem = {
    ...{ pk: customerKey(ref), sk: 'CUSTOMER', linkCount: 0, version: 1, reference: {} },
    ...{ profile: { legalName: 'Asha Traders' }, creation, update: creation },
    ...more,
  };
  await put(customer);
  return { ref, customer, tag: tagOf(customer) };
}

type Customer = Awaited<ReturnType<typeof newCustomer>>;

/** An invoice of it, on which money may have been received. */
function invoice({ ref, customer }: Customer, number: number, fields: object = {}): DependentItem {
  const { vendor, tenant } = ref;
  return {
    ...{ pk: dependentKey({ vendor, tenant, kind: 'INVOICE', id: `i${number}` }), sk: 'INVOICE' },
    ...{ customerKey: customer.pk, creation, update: creation, version: 1 },
    fields: { invoiceNumber: `INV-${number}`, netAmount: 1180, ...fields },
  };
}

function entry({ customer }: Customer, by: Stamp, more: Partial<HistoryEntry>): HistoryEntry {
  const version = more.version ?? 1;
  const sk = entryOrder(creation, version);
  const { requestId, ...who } = by;
  return {
    ...{ pk: historyKey(customer.pk), kind: 'CUSTOMER', version, change: 'updated', ...who, requestId },
    ...more,
    sk: more.change === 'delete_refused' ? `${sk}#${by.at}#${requestId}` : sk,
    expiresAt: Math.floor(Date.now() / 1000) + 3_600,
  };
}

/** What is told of it; a damaged index, or another table, aside. */
async function told({ ref }: Pick<Customer, 'ref'>, days: number | undefined = DAYS): Promise<string[]> {
  const explained = await explain(receivables(), ref, vendors.enkash, NOW);
  if (!explained) throw new Error('there is no such customer');
  return screen(explained, days, NOW).split('\n');
}

/** The last line, which says what to do. */
const next = async (customer: Customer, days?: number) => (await told(customer, days)).at(-2)?.trim();

describe('what is explained of a customer', () => {
  it('is who it is, who made and changed it, its history, and that it can be deleted', async () => {
    const update = stamp(3, 'r3', { ...updating, by: 'bob', reason: 'moved' });
    const customer = await newCustomer({ update, version: 2 });
    const refused = stamp(2, 'r2', { operation: 'enkash/customers/delete-customer' });
    await put(
      entry(customer, creation, { change: 'created', changed: { legalName: { after: 'Asha' } } }),
      entry(customer, refused, {
        ...{ change: 'delete_refused', refusal: 'linked' },
        blockers: [{ kind: 'RECURRING_INVOICE', id: 'i1' }],
      }),
      entry(customer, update, {
        ...{ version: 2, valuesLeftOut: 'erased' },
        changed: { email: {}, legalName: {} },
      }),
    );

    expect(await told(customer)).toEqual([
      `Asha Traders  enkash ${customer.ref.tenant} ${ID}`,
      '  state       active',
      '  created     2026-11-01T10:00:00.000Z by ada@example.com, enkash/customers/create-customer, request r1',
      '  changed     2026-11-03T10:00:00.000Z by bob, enkash/customers/update-customer, request r3, reason: moved',
      `  version     2, tag "${customer.tag}"`,
      '  links       0',
      '',
      'History',
      '  2026-11-01T10:00:00.000Z  created         v1  by ada@example.com  enkash/customers/create-customer',
      '    fields: legalName',
      '  2026-11-02T10:00:00.000Z  delete refused  v1  by ada@example.com  enkash/customers/delete-customer',
      '    linked, recurring invoice i1',
      '  2026-11-03T10:00:00.000Z  updated         v2  by bob  enkash/customers/update-customer',
      '    reason: moved',
      '    fields: email, legalName (erased)',
      '',
      'Next',
      `  It can be deleted now: DELETE /api/v0/customer/${ID}.`,
      '',
    ]);
  });

  it('is what is in the way of a delete, and what clears it', async () => {
    const customer = await newCustomer({ linkCount: 2 });
    await put(invoice(customer, 1), invoice(customer, 2, { totalReceived: 5 }));

    const lines = await told(customer);

    expect(lines).toContain('  links       2: 2 × invoice');
    expect(lines.slice(lines.indexOf('In the way of a delete'), lines.indexOf('History') - 1)).toEqual([
      'In the way of a delete',
      '  invoice  INV-1  1180.00  UNPAID',
      '    POST /api/v0/invoice/bulk/delete {"invoiceIds":["i1"]}',
      '  invoice  INV-2  1180.00  PARTIALLY_PAID',
      '    PATCH /api/v0/invoice/i2 {"customerId":"another active customer"}',
      '    money was received on it, so it can be moved only',
    ]);
    expect(lines.at(-2)).toBe(
      `  Clear the 2 that refer to it, as said above; then DELETE /api/v0/customer/${ID}.`,
    );
  });

  it('fits on one screen, however much refers to it and however often it was changed', async () => {
    const customer = await newCustomer({ linkCount: 104, version: 12 });
    await put(...Array.from({ length: 104 }, (_, number) => invoice(customer, number + 100)));
    await put(
      ...Array.from({ length: 12 }, (_, index) => entry(customer, creation, { version: index + 1 })).filter(
        ({ version }) => version !== 6,
      ),
    );

    const lines = await told(customer);

    expect(lines.length).toBeLessThan(40);
    expect(lines.filter((line) => line.includes('  invoice  '))).toHaveLength(5);
    expect(lines).toContain(
      `  and more: GET /operator/v1/enkash/${customer.ref.tenant}/customers/${ID}/dependents`,
    );
    expect(lines.at(-2)).toMatch(/^ {2}Clear the at least 100 that refer to it, /);
    const history = lines.slice(lines.indexOf('History') + 1, lines.indexOf('Next') - 1);
    expect(history.map((line) => /v\d+|versions? .*:/.exec(line)?.[0])).toEqual([
      'v4',
      'v5',
      'version 6:',
      'v7',
      'v8',
      'v9',
      'v10',
      'v11',
      'v12',
    ]);
  });

  it('is in colour where there is one, and moves no cursor whatever clients wrote', async () => {
    const customer = await newCustomer({ profile: { legalName: 'A\u001b[2J\u202eB' } });
    expect((await told(customer))[0]).toMatch(/^A\\u\{1b\}\[2J\\u\{202e\}B {2}enkash /);
  });
});

describe('what to do next', () => {
  const deletion = stamp(20, 'r9');

  it.each<[string, Partial<CustomerItem>, string]>([
    [
      'is protected',
      { protection: creation, linkCount: 1 },
      'It is protected: DELETE {path}/protection lifts that.',
    ],
    [
      'has a count that is not known',
      { linkCount: undefined as never },
      'How much refers to it is not known, and that refuses: npm run recount -- --fix counts.',
    ],
    [
      'has a count without links',
      { linkCount: 2 },
      `Its count says 2, and nothing is found that is not over: try DELETE /api/v0/customer/${ID}, which ends what is over; where that is refused again, npm run recount.`,
    ],
    ['is inactive', { deactivation: creation }, `It can be deleted now: DELETE /api/v0/customer/${ID}.`],
    [
      'was deleted a few days ago',
      { deletion },
      'It is deleted, and can be restored until 2026-12-20T10:00:00.000Z: POST {path}/restoration.',
    ],
    [
      'was deleted long ago',
      { deletion: { ...deletion, at: '2026-10-31T12:00:00.000Z' } },
      'It is deleted, and can be restored no more: nothing is left to do.',
    ],
    [
      'was deleted and erased',
      { deletion, profile: undefined as never },
      'It is deleted, and can be restored no more: nothing is left to do.',
    ],
  ])('with a customer that %s', async (_, more, words) => {
    const customer = await newCustomer(more);
    const path = `/operator/v1/enkash/${customer.ref.tenant}/customers/${ID}`;
    expect(await next(customer)).toBe(words.replace('{path}', path));
  });

  it('where nothing says how long it can be restored', async () => {
    const customer = await newCustomer({ deletion });
    const explained = await explain(receivables(), customer.ref, vendors.enkash, NOW);
    expect(screen(explained as never, undefined, NOW)).toMatch(
      /\n {2}It is deleted\. As long as the stage's window lasts, POST \S+\/restoration restores it\.\n$/,
    );
  });

  it('where a vendor has no way to clear what refers to a customer', async () => {
    const ref = { vendor: 'amili', tenant: `${Date.now()}`, id: 'C1' };
    const pk = customerKey(ref);
    await put(
      {
        pk,
        sk: 'CUSTOMER',
        linkCount: 1,
        version: 1,
        creation,
        update: creation,
        reference: { customerNo: 'c 1' },
      },
      {
        ...{ pk: dependentKey({ ...ref, kind: 'DOCUMENT', id: 'd1' }), sk: 'DOCUMENT', customerKey: pk },
        ...{ creation, update: creation, version: 1, fields: { documentNo: 'd1' } },
      },
    );
    const explained = await explain(receivables(), ref, vendors.amili, NOW);
    const lines = screen(explained as never, DAYS, NOW).split('\n');
    expect(lines[0]).toBe(`amili ${ref.tenant} c 1`);
    expect(lines.slice(lines.indexOf('In the way of a delete') + 1, -7)).toEqual([
      '  document  d1',
      '    Amili ARM has no way to remove documents',
    ]);
    expect(lines.at(-2)).toBe(
      '  It cannot be deleted: 1 of what refers to it cannot be cleared, as said above.',
    );
    expect(vendors.amili.deletionOf(explained?.customer as CustomerItem).path).toBe(
      `/clients/${ref.tenant}/customers/c%201`,
    );
  });
});

describe('npm run explain', () => {
  const command = (args: readonly string[], variables: Record<string, string> = {}) =>
    run(['infra/commands/explain/command.ts', ...args, '--table', receivables().name], {
      ...process.env,
      ...variables,
    });

  it('prints the screen, in colour where it is told to', async () => {
    const customer = await newCustomer();
    const { code, stdout, stderr } = await command(['enkash', customer.ref.tenant, ID], {
      FORCE_COLOR: '1',
      NO_COLOR: '',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('state       \u001b[32mactive\u001b[39m\n');
    expect(stdout).toContain('It can be deleted now');
  });

  it.each([
    [['enkash'], 'name a vendor, a tenant and a customer'],
    [['sap', '1', '2'], 'there is no vendor sap: use enkash, amili, beel'],
    [['enkash', '2218', ID], 'enkash has no tenant 2218: it does not match /^CEK[A-Z0-9]{7}$/'],
    [['beel', `live:${randomUUID()}`, '7'], 'no customer of beel can be called 7'],
  ])('refuses %j in one line', (args, words) => {
    expect(() => named(args)).toThrow(words);
  });

  it('says in one line that there is no such customer', async () => {
    const tenant = newEnkashCompany();
    const { code, stdout, stderr } = await command(['enkash', tenant, ID]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      `there is no customer ${ID} of enkash ${tenant}: it never was, or all of it has been removed\n`,
    );
  });
});
