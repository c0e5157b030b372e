import { beforeAll, describe, expect, it } from 'vitest';
import { storeLogItem } from '../../../functions/amili/log-items/log-item-store.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { newStamp } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { logItem } from './samples.ts';

const client = await newClient();
const { clientNo, tenant, listLogItems } = client;

const logItems = ({ body }: Answer) => (body as { logItems: readonly Record<string, unknown>[] }).logItems;
const namesIn = (answer: Answer) => logItems(answer).map(({ message }) => message);

/** A minute of some time ago. */
const FIRST = new Date(Date.now() - 300_000).toISOString().slice(0, 17);

/** The newest first. Each is known by its message. */
const ITEMS = [
  { second: '04.000', by: 'client-2', item: logItem({ message: 'E' }) },
  {
    second: '03.999',
    by: 'client-1',
    item: logItem({ message: 'D', status: 'FAILED', result: 'NOT_FOUND' }),
  },
  { second: '03.500', by: 'client-1', item: logItem({ message: 'C', entity: 'documents', entityId: 'd1' }) },
  { second: '03.000', by: 'Client-1', item: logItem({ message: 'B', result: 'CREATED' }) },
  { second: '02.999', by: 'client-1', item: logItem({ message: 'A', entityId: 'c2' }) },
];

beforeAll(async () => {
  for (const { second, by, item } of ITEMS)
    await storeLogItem(receivables(), tenant, item, { ...newStamp(by), at: `${FIRST}${second}Z` });
});

describe('GET /clients/{clientno}/logitems', () => {
  it('shows the newest first', async () => {
    const answer = await listLogItems();
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        summary: {
          pageNo: 1,
          currentPageSize: 5,
          pageSizeLimit: 100,
          totalPages: 1,
          totalCount: 5,
          maximumCount: 10_000,
        },
        logItems: ITEMS.map(({ second, by, item }) => ({
          ...item,
          logItemId: expect.any(Number),
          clientNo,
          logDateTime: `${FIRST}${second.slice(0, 2)}Z`,
          subject: by,
          requestId: expect.any(String),
        })),
      },
    ]);
    const ids = logItems(answer).map(({ logItemId }) => logItemId as number);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    const times = ids.map((id) => new Date(Math.floor(id / 4_096)).toISOString());
    expect(times).toEqual(ITEMS.map(({ second }) => `${FIRST}${second}Z`));
  });

  it.each([
    ['entity=CUSTOMERS', 'EDBA'],
    ['entity=documents', 'C'],
    ['entityid=C2', 'A'],
    ['status=failed', 'D'],
    ['result=deleted', 'ECA'],
    ['subject=CLIENT-1', 'DCBA'],
    ['subject=client-1&status=PROCESSED&entityid=c1&userid=TestUser', 'B'],
    [`logdatetimefrom=${FIRST}03Z`, 'EDCB'],
    [`logdatetimeto=${FIRST}03Z`, 'DCBA'],
    [`logdatetimefrom=${FIRST}03Z&logdatetimeto=${FIRST}03Z`, 'DCB'],
    [`logdatetimefrom=${FIRST}03Z&logdatetimeto=${FIRST}03Z&entity=customers`, 'DB'],
    [`logdatetimefrom=${FIRST}04Z&logdatetimeto=${FIRST}02Z`, ''],
    ['logdatetimefrom=1000-01-01T00:00:00Z&logdatetimeto=9999-12-31T23:59:59Z', 'EDCBA'],
    ['logdatetimefrom=9999-12-31T23:59:59Z', ''],
    ['logdatetimeto=1000-01-01T00:00:00Z', ''],
    ['entity=customer', ''],
  ])('finds by %s', async (query, expected) => {
    const answer = await listLogItems(`?${query}`);
    expect([answer.status, namesIn(answer).join('')]).toEqual([200, expected]);
  });

  it.each([
    ['entity=', 'entity: must not be blank'],
    ['method=DELETE', 'method: unknown'],
    ['logdatetimefrom=2025-02-27', 'logdatetimefrom: must be a time such as 2025-02-27T10:15:30Z'],
    ['logdatetimeto=2025-02-30T10:15:30Z', 'logdatetimeto: must be a time such as 2025-02-27T10:15:30Z'],
  ])('refuses ?%s', async (query, message) => {
    const { status, body } = await listLogItems(`?${query}`);
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });

  it('finds nothing older than 400 days, whenever DynamoDB removes it', async () => {
    const own = await newClient();
    const day = 24 * 60 * 60 * 1_000;
    for (const [message, ago] of [
      ['old', 400 * day + 2_000],
      ['kept', 400 * day - 60_000],
    ] as const) {
      const stamp = { ...newStamp(), at: new Date(Date.now() - ago).toISOString() };
      await storeLogItem(receivables(), own.tenant, logItem({ message }), stamp);
    }
    for (const query of ['', '?entity=customers', '?logdatetimefrom=2020-01-01T00:00:00Z'])
      expect(namesIn(await own.listLogItems(query))).toEqual(['kept']);
  });

  it('has pages that stay as they were found', async () => {
    const own = await newClient();
    const names = Array.from({ length: 7 }, (_, n) => `${n}`);
    const store = (message: string) =>
      storeLogItem(receivables(), own.tenant, logItem({ message }), {
        ...newStamp(),
        at: `${FIRST}0${message}.000Z`,
      });
    for (const name of names) await store(name);
    const first = await own.listLogItems('?pagesize=5');
    await store('9');
    const { queryId } = (first.body as { summary: { queryId: string } }).summary;
    const second = await own.listLogItems(`?query=${queryId}&pageno=2`);
    expect([namesIn(first), namesIn(second)]).toEqual([
      ['6', '5', '4', '3', '2'],
      ['1', '0'],
    ]);
  });

  it('answers 401 to a caller without credentials, and 403 to another client', async () => {
    const open = await call(`GET /clients/${clientNo}/logitems`);
    const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo });
    expect([open.status, open.body]).toEqual([401, unauthorized]);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await listLogItems('', { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, { clientNo })]);
  });
});
