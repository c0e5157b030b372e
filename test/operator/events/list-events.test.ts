import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { tell } from '../../../shared/receivables/feed/tell.ts';
import { operatorAuthorization } from '../../support/credentials.ts';
import { problem } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { useOwnTables } from '../../support/own-tables.ts';
import { invalid, newOperator } from '../worlds.ts';
import { changeOf, feed, linkOf, PATH, type Page, pageOf } from './fed.ts';

type Operate = Awaited<ReturnType<typeof newOperator>>;

let operate: Operate;

/** A feed with nothing in it. */
async function newFeed() {
  await useOwnTables();
  operate = await newOperator();
}

afterEach(() => vi.unstubAllEnvs());

const list = async (query = '', by: Operate = operate): Promise<Page> =>
  pageOf(await by(`GET ${PATH}${query && `?${query}`}`));

const subjects = ({ items }: Pick<Page, 'items'>): string[] => items.map(({ subject }) => subject);

/** What is on all pages until there is no more, and the cursor behind it. */
async function follow(query: string, cursor?: string) {
  const pages: Page[] = [];
  let next = cursor;
  do {
    pages.push(await list(`${query}${next === undefined ? '' : `&cursor=${next}`}`));
    next = pages.at(-1)?.next;
  } while (pages.at(-1)?.more && pages.length < 50);
  return { pages, next, events: pages.flatMap(({ items }) => items) };
}

const COMPANY = 'CEKFOWV7UQ';
const customer = (id: string, tenant = COMPANY, vendor = 'enkash') => ({ vendor, tenant, id });
const invoice = (id: string) => ({ ...customer(id), kind: 'INVOICE' });

describe('GET /operator/v1/events', () => {
  beforeEach(newFeed);

  it('tells of a change as a CloudEvent, without what fields held', async () => {
    const requestId = randomUUID();
    const changed = { mobile: { before: '9876543210', after: '9876543211' }, legalName: { after: 'Asha' } };
    await feed(
      changeOf(customer('KC0000000000000A'), {
        ...{ version: 7, requestId, changed, operation: 'enkash/customers/update-customer' },
        reason: 'she moved',
      }),
    );
    expect(await list()).toEqual({
      items: [
        {
          specversion: '1.0',
          id: expect.stringMatching(/^[0-9a-f]{32}$/),
          source: `/offboard/${process.env.STAGE}`,
          type: 'customer.updated',
          subject: 'enkash/CEKFOWV7UQ/customers/KC0000000000000A',
          time: '2026-11-30T12:00:07.000Z',
          datacontenttype: 'application/json',
          dataschema: 'urn:offboard:event:customer.updated:1',
          sequence: '000000000007',
          data: {
            ...{ vendor: 'enkash', tenant: COMPANY, id: 'KC0000000000000A', version: 7, by: 'asha' },
            ...{ operation: 'enkash/customers/update-customer', request_id: requestId, reason: 'she moved' },
            changed: ['legalName', 'mobile'],
          },
        },
      ],
      next: expect.stringMatching(/^[\w-]+$/),
      more: false,
      missed: false,
    });
  });

  it('tells of what refers to customers, and of refused deletes', async () => {
    const refused = changeOf(customer('A'), {
      ...{ version: 3, change: 'delete_refused', refusal: 'linked' },
      traceId: '6b0dce98cb7a5e328dca9357e7455922',
      blockers: [{ kind: 'INVOICE', id: '1' }],
    });
    const { client, name: TableName } = receivables();
    await client.send(new PutCommand({ TableName, Item: refused }));
    await feed(
      linkOf(invoice('1'), { version: 1, change: 'attached', customerId: 'A' }),
      linkOf(invoice('1'), { version: 2, change: 'moved', customerId: 'B', fromCustomerId: 'A' }),
      linkOf(invoice('1'), { version: 3, change: 'detached', customerId: 'B' }),
      refused,
    );
    const { items } = await list();
    const common = { vendor: 'enkash', tenant: COMPANY, by: 'asha', operation: null, reason: null };
    const link = (version: number, customer_id: string, from_customer_id: string | null) => ({
      ...{ ...common, id: '1', kind: 'invoice', version, request_id: expect.any(String) },
      ...{ customer_id, from_customer_id },
    });
    expect(
      items.filter(({ type }) => type.startsWith('dependent.')).map(({ type, data }) => [type, data]),
    ).toEqual([
      ['dependent.attached', link(1, 'A', null)],
      ['dependent.moved', link(2, 'B', 'A')],
      ['dependent.detached', link(3, 'B', null)],
    ]);
    expect(items.map(({ subject }) => subject)).toContain(`enkash/${COMPANY}/dependents/invoice/1`);
    const refusal = items.find(({ type }) => type === 'customer.delete_refused');
    expect(refusal?.data).toEqual({
      ...{ ...common, id: 'A', version: 3, request_id: refused.requestId, refusal: 'linked' },
      trace_id: refused.traceId,
    });
  });

  it('goes on with `next`, also behind the end, and tells each event once', async () => {
    const ids = ['A', 'B', 'C', 'D', 'E'];
    await feed(...ids.map((id) => changeOf(customer(id), { change: 'created' })));
    const first = await follow('limit=2');
    expect(first.pages.map(({ items, more }) => [items.length, more])).toEqual([
      [2, true],
      [2, true],
      [1, false],
    ]);
    expect(subjects({ items: first.events }).sort()).toEqual(
      ids.map((id) => `enkash/${COMPANY}/customers/${id}`),
    );
    const empty = await list(`cursor=${first.next}`);
    expect(empty).toEqual({ items: [], next: first.next, more: false, missed: false });

    await feed(changeOf(customer('A'), { version: 2 }), changeOf(customer('B'), { version: 2 }));
    const { events } = await follow('limit=1', first.next);
    expect(events.map(({ subject, sequence }) => [subject.at(-1), sequence]).sort()).toEqual([
      ['A', '000000000002'],
      ['B', '000000000002'],
    ]);
    // The same cursor again is the same page again.
    expect(await list(`cursor=${first.next}`)).toEqual(await list(`cursor=${first.next}`));
  });

  it('begins with what comes, where `from` is now', async () => {
    await feed(changeOf(customer('A')));
    const start = await list('from=now');
    expect(start).toEqual({ items: [], next: expect.any(String), more: false, missed: false });
    await feed(changeOf(customer('B')));
    // A cursor says more than `from`, so a client may send both each time.
    expect(subjects(await list(`from=now&cursor=${start.next}`))).toEqual([`enkash/${COMPANY}/customers/B`]);
    expect(subjects(await list('from=oldest'))).toHaveLength(2);
  });

  it('has nothing, and a cursor, while nothing has happened', async () => {
    const page = await list();
    expect(page).toEqual({ items: [], next: expect.any(String), more: false, missed: false });
    await feed(changeOf(customer('A')));
    expect((await list(`cursor=${page.next}`)).items).toHaveLength(1);
  });

  it('says that events behind the cursor are no longer kept, and goes on with the oldest that are', async () => {
    const { next } = await list();
    vi.stubEnv('HISTORY_DAYS', '-1');
    await feed(changeOf(customer('A')));
    vi.unstubAllEnvs();
    await feed(changeOf(customer('A'), { version: 2 }));
    const page = await list(`cursor=${next}`);
    expect([page.missed, page.items.map(({ sequence }) => sequence)]).toEqual([true, ['000000000002']]);
    expect((await list(`cursor=${page.next}`)).missed).toBe(false);
    // Who begins has missed nothing.
    expect((await list()).missed).toBe(false);
  });
});

describe('what is asked for', () => {
  const [a, b] = ['KC0000000000000A', 'KC0000000000000B'];

  beforeAll(async () => {
    await newFeed();
    await feed(
      changeOf(customer(a), { change: 'created' }),
      changeOf(customer(b), { change: 'deleted' }),
      changeOf(customer(a, 'CEK0000000'), { change: 'created' }),
      changeOf(customer('C1', '2218', 'amili'), { change: 'created' }),
      linkOf(invoice('1'), { change: 'attached', customerId: a }),
      linkOf(invoice('2'), { change: 'moved', customerId: b, fromCustomerId: a }),
    );
  });

  it.each([
    ['vendor=amili', ['amili/2218/customers/C1']],
    ['vendor=enkash&tenant=CEKFOWV7UQ', ['A', 'B', '1', '2'].map((id) => `${COMPANY}/${id}`)],
    ['vendor=enkash&tenant=CEK0000000', ['CEK0000000/A']],
    [
      `vendor=enkash&tenant=${COMPANY}&customer_id=KC0000000000000A`,
      ['CEKFOWV7UQ/A', 'CEKFOWV7UQ/1', 'CEKFOWV7UQ/2'],
    ],
    ['vendor=amili&tenant=2218&customer_id=c1', ['amili/2218/customers/C1']],
    ['type=customer.deleted', ['CEKFOWV7UQ/B']],
    ['type=customer.deleted,dependent.attached', ['CEKFOWV7UQ/B', 'CEKFOWV7UQ/1']],
    ['vendor=beel', []],
    ['vendor=enkash&tenant=nobody', []],
    [`vendor=enkash&tenant=${COMPANY}&customer_id=nobody`, []],
    ['vendor=beel&tenant=nobody&customer_id=nobody', []],
  ])('is what there is: %s', async (query, expected) => {
    const short = (subject: string) =>
      subject.replace(/^enkash\/(\w+)\/(customers\/KC0+|dependents\/invoice\/)/, '$1/');
    expect(
      subjects(await list(query))
        .map(short)
        .sort(),
    ).toEqual([...expected].sort());
  });

  it.each([
    ['tenant=2218', 'vendor', 'is needed where tenant is given'],
    ['customer_id=1&vendor=amili', 'tenant', 'is needed where customer_id is given'],
    ['from=yesterday', 'from', 'Invalid option: expected one of "oldest"|"now"'],
    ['vendor=sap', 'vendor', 'Invalid option: expected one of "enkash"|"amili"|"beel"'],
    ['limit=101', 'limit', 'must be at most 100'],
    ['cursor=x', 'cursor', 'is no cursor of this list'],
    ...[
      [],
      [0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, -1],
      [0, 0, 0, 0, 0, 0, 0, 1e12],
      [0, 0, 0, 0, 0, 0, 0, 0.5],
    ].map((values) => [
      `cursor=${Buffer.from(JSON.stringify(values)).toString('base64url')}`,
      'cursor',
      'is no cursor of this list',
    ]),
  ])('is refused: %s', async (query, field, detail) => {
    const answer = await operate(`GET ${PATH}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalid(PATH, field as string, detail as string));
  });

  it('names the types that there are', async () => {
    const answer = await operate(`GET ${PATH}?type=customer.vanished`);
    expect(answer.status).toBe(400);
    expect((answer.body as { detail: string }).detail).toContain('customer.created, customer.updated, ');
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`GET ${PATH}`);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      problem(401, 'unauthenticated', 'No valid key', 'a valid access token is required', PATH),
    );
  });

  it('needs the scope read', async () => {
    const authorization = await operatorAuthorization({ scopes: ['write'] });
    const answer = await call(`GET ${PATH}`, { authorization });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      problem(403, 'insufficient-scope', 'Insufficient scope', 'the key lacks the scope read', PATH),
    );
  });
});

describe('the reach of a key', () => {
  beforeEach(newFeed);

  it.each([
    [{ vendors: ['amili'] }, ['amili/2218']],
    [{ tenants: [`enkash:${COMPANY}`] }, [`enkash/${COMPANY}`]],
    [{ vendors: ['enkash'], tenants: ['amili:2218'] }, []],
    [{}, ['amili/2218', 'enkash/CEK0000000', `enkash/${COMPANY}`]],
  ])('is all that it sees: %j', async (grant, expected) => {
    await feed(
      changeOf(customer('A')),
      changeOf(customer('A', 'CEK0000000')),
      changeOf(customer('C1', '2218', 'amili')),
    );
    const restricted = await newOperator(grant);
    const seen = (page: Page) =>
      subjects(page)
        .map((subject) => subject.replace(/\/customers.*/, ''))
        .sort();
    expect(seen(await list('', restricted))).toEqual(expected);
    // What it may not see is as if there were none: neither refused nor found.
    const strangers = await list('vendor=enkash&tenant=CEK0000000', restricted);
    expect(seen(strangers)).toEqual(expected.filter((each) => each.endsWith('0000000')));
  });

  it('may make a page empty although there is more', async () => {
    await tell(
      receivables(),
      Array.from({ length: 25 }, (_, index) => changeOf(customer(`other-${index}`, '1', 'amili'))),
    );
    await feed(changeOf(customer('C1', '2218', 'amili'), { at: '2026-11-30T13:00:00.000Z' }));
    const restricted = await newOperator({ tenants: ['amili:2218'] });
    const first = await list('limit=1', restricted);
    expect([first.items, first.more]).toEqual([[], true]);
    const second = await list(`limit=1&cursor=${first.next}`, restricted);
    expect([subjects(second), second.more]).toEqual([['amili/2218/customers/C1'], false]);
    // A larger page looks at more.
    expect(subjects(await list('limit=2', restricted))).toHaveLength(1);
  });
});
