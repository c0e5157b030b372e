import { describe, expect, it } from 'vitest';
import { closedPeriodRef } from '../../../functions/amili/ledger/books.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newClient } from '../client.ts';

const CLOSE = 'CLOSE-GL-PERIOD';
const REOPEN = 'REOPEN-GL-PERIOD';

/** A client's actions, told by the month that they are about. */
async function newBooks() {
  const client = await newClient();
  const act = (actionType: string, month: string) => {
    const [glYear, glPeriod] = month.split('-').map(Number);
    return client.createAction({ actionType, parameters: { glYear, glPeriod } });
  };
  const marker = async () => {
    const record = await readRecord(receivables(), closedPeriodRef(client.tenant));
    return record && [record.revision, record.fields];
  };
  const through = async () => {
    const { body } = await client.getClientConfig('GLCLOSEDTHROUGH');
    return (body as { values: string[] }).values[0];
  };
  return { ...client, act, marker, through };
}

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

describe('POST /clients/{clientno}/actions', () => {
  it('closes months one after the other, and opens the last of them again', async () => {
    const { clientNo, act, createAction, marker, through } = await newBooks();
    const done = (message: string, actionType: string, glYear: number, glPeriod: number) => ({
      ...{
        status: 'PROCESSED',
        result: 'DONE',
        message,
        clientNo,
        actionUuid: UUID,
        actionType,
        glYear,
        glPeriod,
      },
    });
    const first = await createAction({
      ...{ metadata: { userId: 'TestUser' }, actionType: 'close-gl-period' },
      parameters: { glYear: 2024, glPeriod: 12 },
    });
    expect([first.status, first.body]).toEqual([200, done('GL period closed', CLOSE, 2024, 12)]);
    const december = { glYear: 2024, glPeriod: 12, closedAt: AT };
    expect(await marker()).toEqual([1, { ...december, earlier: [] }]);
    expect((await act(CLOSE, '2025-01')).body).toEqual(done('GL period closed', CLOSE, 2025, 1));
    expect(await marker()).toEqual([2, { glYear: 2025, glPeriod: 1, closedAt: AT, earlier: [december] }]);
    expect(await through()).toBe('2025-01');
    expect((await act(REOPEN, '2025-01')).body).toEqual(done('GL period reopened', REOPEN, 2025, 1));
    expect(await marker()).toEqual([3, { ...december, earlier: [] }]);
    expect(await through()).toBe('2024-12');
    await act(REOPEN, '2024-12');
    expect([await marker(), await through()]).toEqual([[4, {}], undefined]);
    // Where none is closed, any month may be.
    expect((await act(CLOSE, '2020-06')).status).toBe(200);
  });

  it('keeps documents out of a closed month', async () => {
    const { act, createCustomer, createDocument } = await newBooks();
    await createCustomer({ customerNo: '1', name: 'Ada' });
    const create = (documentNo: string) =>
      createDocument({ documentNo, customerNo: '1', documentType: 'IN', documentDate: '2025-02-28' });
    await act(CLOSE, '2025-02');
    expect((await create('1')).body).toMatchObject({ result: 'PERIOD_CLOSED' });
    await act(REOPEN, '2025-02');
    expect((await create('1')).body).toMatchObject({ result: 'CREATED' });
  });

  it.each([
    [CLOSE, '2025-02', 'It is not the turn of 2025-02: the last closed GL period is 2025-02'],
    [CLOSE, '2025-04', 'It is not the turn of 2025-04: the last closed GL period is 2025-02'],
    [CLOSE, '2025-01', 'It is not the turn of 2025-01: the last closed GL period is 2025-02'],
    [REOPEN, '2025-01', 'It is not the turn of 2025-01: the last closed GL period is 2025-02'],
    [REOPEN, '2025-03', 'It is not the turn of 2025-03: the last closed GL period is 2025-02'],
  ])('refuses %s of %s where 2025-02 is closed', async (actionType, month, message) => {
    const { clientNo, act, marker } = await newBooks();
    await act(CLOSE, '2025-02');
    const before = await marker();
    const { status, body } = await act(actionType, month);
    expect([status, body]).toEqual([422, amiliFailure('PERIOD_OUT_OF_ORDER', message, { clientNo })]);
    expect(await marker()).toEqual(before);
  });

  it('opens nothing where nothing is closed', async () => {
    const { clientNo, act, marker } = await newBooks();
    const { status, body } = await act(REOPEN, '2025-02');
    const message = 'It is not the turn of 2025-02: no GL period is closed';
    expect([status, body]).toEqual([422, amiliFailure('PERIOD_OUT_OF_ORDER', message, { clientNo })]);
    expect(await marker()).toBe(undefined);
  });

  it('closes no month that is not over in Norway', async () => {
    const { clientNo, act, marker } = await newBooks();
    const month = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' }).slice(0, 7);
    for (const later of [month, '9999-12']) {
      const { status, body } = await act(CLOSE, later);
      const failure = amiliFailure('PERIOD_NOT_OVER', `The GL period ${later} is not over`, { clientNo });
      expect([status, body]).toEqual([422, failure]);
    }
    expect(await marker()).toBe(undefined);
  });

  it('closes a month once, however many want to at a time', async () => {
    const { act, marker } = await newBooks();
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(CLOSE, '2025-02')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(422)]);
    expect(await marker()).toEqual([1, { glYear: 2025, glPeriod: 2, closedAt: AT, earlier: [] }]);
  });

  it.each<[body: unknown, message: RegExp]>([
    [{ actionType: CLOSE }, /^parameters: /],
    [{ actionType: 'DELETE-ALL', parameters: { glYear: 2025, glPeriod: 1 } }, /^actionType: /],
    [{ parameters: { glYear: 2025, glPeriod: 1 } }, /^actionType: /],
    [{ actionType: CLOSE, parameters: { glYear: 2025, glPeriod: 13 } }, /^parameters\.glPeriod: /],
    [{ actionType: CLOSE, parameters: { glYear: 1899, glPeriod: 1 } }, /^parameters\.glYear: /],
    [{ actionType: CLOSE, parameters: { glYear: '2025', glPeriod: 1 } }, /^parameters\.glYear: /],
  ])('refuses %j', async (json, message) => {
    const { clientNo, createAction, marker } = await newBooks();
    const { status, body } = await createAction(json);
    const failure = amiliFailure('INVALID', expect.stringMatching(message), { clientNo });
    expect([status, body]).toEqual([400, failure]);
    expect(await marker()).toBe(undefined);
  });

  it('answers 401 to a caller without credentials, and 403 to another client', async () => {
    const { clientNo, marker } = await newBooks();
    const json = { actionType: CLOSE, parameters: { glYear: 2025, glPeriod: 1 } };
    const open = await call(`POST /clients/${clientNo}/actions`, { json });
    const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo });
    expect([open.status, open.body]).toEqual([401, unauthorized]);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await call(`POST /clients/${clientNo}/actions`, { authorization, json });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, { clientNo })]);
    expect(await marker()).toBe(undefined);
  });
});
