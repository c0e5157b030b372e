import { randomUUID } from 'node:crypto';
import { DeleteCommand, type TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler } from '../../functions/workers/record-changes.ts';
import { recordChanges } from '../../functions/workers.ts';
import { lambdaContext } from '../../infra/local/lambda-context.ts';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readFeed } from '../../shared/receivables/feed/read.ts';
import { readEntries } from '../../shared/receivables/history/read.ts';
import { customerItemKey } from '../../shared/receivables/keys.ts';
import { readTenants } from '../../shared/receivables/tenants/tenants.ts';
import type { StreamHandler } from '../../shared/streams/worker-invocation.ts';
import { newClient } from '../amili/client.ts';
import { documentedDocument } from '../amili/examples.ts';
import { writesMeet } from '../repeats/writes-meet.ts';
import { failedBefore } from '../support/faults.ts';
import { type Answer, call } from '../support/http.ts';
import { loggedBy } from '../support/log.ts';
import { runOwnWorkers, type TestWorkers, useOwnStream } from '../support/own-stream.ts';
import { storeCustomer } from '../support/store.ts';

let workers: TestWorkers;

beforeAll(async () => {
  await useOwnStream();
  workers = await runOwnWorkers([{ worker: recordChanges, handler }]);
});

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

const logged = ({ body }: Answer) => (body as { logItems: readonly Record<string, unknown>[] }).logItems;

afterEach(() => {
  vi.restoreAllMocks();
});

/** The records that a stream tells of, kept to be told once more. */
async function toldBy(run: () => Promise<unknown>): Promise<DynamoDBRecord[]> {
  const records: DynamoDBRecord[] = [];
  const keeping: StreamHandler = async (event) => {
    records.push(...event.Records);
    return { batchItemFailures: [] };
  };
  await workers.drained();
  const listener = await runOwnWorkers([{ worker: recordChanges, handler: keeping }]);
  await listener.drained();
  const before = records.length;
  await run();
  await listener.drained();
  return records.slice(before);
}

const context = () => lambdaContext(recordChanges.name, 60);

describe('the log of what was carried out', () => {
  it('has one item for each write, whatever that stores, and none for links and reads', async () => {
    const client = await newClient();
    const { clientNo, createCustomer, updateCustomer, createDocument, deleteCustomer, listLogItems } = client;
    const path = `/clients/${clientNo}`;
    const metadata = { userId: 'TestUser' };
    await createCustomer({ customerNo: 'c1', name: 'Ada', metadata });
    await createCustomer({ customerNo: 'C2', name: 'Bo' });
    await createCustomer({ customerNo: 'C1', name: 'Ada' });
    await updateCustomer({ customerNo: 'C2', name: 'Bob', metadata });
    await createDocument({
      ...documentedDocument,
      documentNo: 'd1',
      customerNo: 'C1',
      subCustomerNo: 'C2',
      metadata,
    });
    await createCustomer({ customerNo: 'C3', name: 'Cy' });
    await deleteCustomer('c3', '?options=validateOnly');
    await deleteCustomer('c3');
    await workers.drained();

    const common = {
      logItemId: expect.any(Number),
      clientNo,
      logDateTime: INSTANT,
      subject: expect.any(String),
      status: 'PROCESSED',
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    };
    const customer = (method: string, entityId: string, result: string, more = {}) => ({
      ...common,
      method,
      path: `${path}/customers`,
      entity: 'customers',
      entityId,
      result,
      message: `Customer ${result.toLowerCase()}`,
      ...more,
    });
    expect(logged(await listLogItems())).toEqual([
      customer('DELETE', 'C3', 'DELETED', { path: `${path}/customers/C3` }),
      customer('POST', 'C3', 'CREATED'),
      {
        ...common,
        userId: 'TestUser',
        method: 'POST',
        path: `${path}/documents`,
        entity: 'documents',
        entityId: 'd1',
        result: 'CREATED',
        message: 'Document created',
      },
      customer('PUT', 'C2', 'UPDATED', { userId: 'TestUser' }),
      customer('POST', 'c1', 'UPDATED'),
      customer('POST', 'C2', 'CREATED'),
      customer('POST', 'c1', 'CREATED', { userId: 'TestUser' }),
    ]);
    expect(workers.givenUp).toEqual([]);
  });

  it('has one item for an upload of many files, and one for a report', async () => {
    const client = await newClient();
    const { clientNo } = client;
    const file = { fileName: 'order.txt', fileType: 'ATTACHMENT', content: 'YQ==' };
    const metadata = { userId: 'TestUser' };
    await client.uploadFiles({ files: [file, file, { ...file, fileName: '' }], metadata });
    await client.createReport({ reportType: 'CUSTOMERS' });
    await workers.drained();

    const common = {
      logItemId: expect.any(Number),
      ...{ clientNo, logDateTime: INSTANT, subject: expect.any(String), method: 'POST', status: 'PROCESSED' },
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    };
    const path = `/clients/${clientNo}`;
    expect(logged(await client.listLogItems())).toEqual([
      {
        ...common,
        ...{ path: `${path}/actions/reports`, entity: 'actions', result: 'CREATED' },
        message: 'Action created',
      },
      {
        ...common,
        ...{ userId: 'TestUser', path: `${path}/files`, entity: 'files', result: 'UPLOADED' },
        message: 'File uploaded',
      },
    ]);
  });

  it('tells of a credit note by the AR item that it credits, and of nothing that it makes', async () => {
    const { clientNo, createCustomer, createDocument, updateArItem, listLogItems } = await newClient();
    await createCustomer({ customerNo: 'C1', name: 'Ada' });
    const { body } = await createDocument({ ...documentedDocument, documentNo: 'd1', customerNo: 'C1' });
    const { arItemId } = body as { arItemId: number };
    const metadata = { userId: 'TestUser' };
    await updateArItem({ arItemId, ledgerNote: 'Note' });
    await updateArItem({ arItemId, metadata, creditNote: { documentNo: 'k1' } });
    await updateArItem({ arItemId, creditNote: { documentNo: 'k2' } });
    await workers.drained();

    const items = logged(await listLogItems('?entity=aritems'));
    const common = { logItemId: expect.any(Number), clientNo, logDateTime: INSTANT, method: 'PUT' };
    const item = {
      ...{ ...common, path: `/clients/${clientNo}/aritems`, entity: 'aritems', entityId: String(arItemId) },
      ...{ subject: expect.any(String), status: 'PROCESSED', requestId: expect.any(String) },
    };
    expect(items).toEqual([
      {
        ...item,
        ...{ status: 'FAILED', result: 'NOTHING_REMAINING', message: 'Refused: nothing remaining' },
      },
      { ...item, userId: 'TestUser', result: 'CREDITED', message: 'AR item credited' },
      { ...item, result: 'UPDATED', message: 'AR item updated' },
    ]);
    const documents = logged(await listLogItems('?entity=documents'));
    expect(documents.map(({ entityId }) => entityId)).toEqual(['d1']);
    expect(workers.givenUp).toEqual([]);
  });

  it('is the same however often changes are told, and by however many workers at once', async () => {
    const client = await newClient();
    const Records = await toldBy(async () => {
      await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
      await client.createDocument({ documentNo: 'D1', documentType: 'IN', customerNo: 'C1' });
    });
    const names = Records.map(({ eventName }) => eventName);
    expect(names.toSorted()).toEqual(['INSERT', 'INSERT', 'INSERT', 'MODIFY']);
    await workers.drained();
    const before = logged(await client.listLogItems());
    expect(before.map(({ message }) => message)).toEqual(['Document created', 'Customer created']);

    const { answer } = await loggedBy(() =>
      Promise.all(Array.from({ length: 4 }, () => handler({ Records }, context()))),
    );

    expect(answer).toEqual(Array(4).fill({ batchItemFailures: [] }));
    expect(logged(await client.listLogItems())).toEqual(before);
  });

  it('keeps all that can be kept where a change fails, and is told it again', async () => {
    const client = await newClient();
    const Records = await toldBy(async () => {
      for (const customerNo of ['C1', 'C2', 'C3']) await client.createCustomer({ customerNo, name: 'Ada' });
    });
    const poison = structuredClone(Records[0]) as DynamoDBRecord;
    const image = poison.dynamodb?.NewImage as Record<string, { M: Record<string, object> }>;
    delete image.reference;
    Object.assign(image.update?.M ?? {}, { requestId: { S: 'poison' } });
    const { lines } = await loggedBy(() =>
      expect(handler({ Records: [poison, ...Records] }, context())).rejects.toThrow(),
    );
    expect(lines).toEqual([expect.objectContaining({ message: 'a worker failed, and tries again' })]);
    await workers.drained();
    expect(logged(await client.listLogItems())).toHaveLength(3);
  });

  it('says what became of a write after all, where its client was told that nobody knows', async () => {
    const client = await newClient();
    const { createCustomer, createDocument } = client;
    await createCustomer({ customerNo: 'C1', name: 'Ada' });
    const send = documentClient.send.bind(documentClient);
    let isWritten = false;
    vi.spyOn(documentClient, 'send').mockImplementation((async (command: TransactWriteCommand) => {
      // The worker is at work meanwhile, with the same client.
      if (/HISTORY#|FEED#|LOG_ITEM/.test(JSON.stringify(command.input))) return send(command);
      if (isWritten && command.constructor.name === 'GetCommand') throw new Error('injected');
      if (command.constructor.name === 'TransactWriteCommand') isWritten = true;
      return send(command);
    }) as never);
    const json = { documentNo: 'D1', documentType: 'IN', customerNo: 'C1' };
    const { answer } = await loggedBy(() => createDocument(json));
    vi.restoreAllMocks();
    expect((answer as Answer).status).toBe(500);
    await workers.drained();
    const items = logged(await client.listLogItems()).map(({ entity, result }) => [entity, result]);
    expect(items).toEqual([
      ['documents', 'CREATED'],
      ['customers', 'CREATED'],
    ]);
  });

  it('is silent of a delete that was refused and shut out by a fence', async () => {
    const client = await newClient();
    writesMeet(failedBefore);
    await client.deleteCustomer('C1');
    vi.restoreAllMocks();
    await workers.drained();
    const items = logged(await client.listLogItems()).map(({ method, result }) => [method, result]);
    expect(items).toEqual([['DELETE', 'NOT_FOUND']]);
  });

  it('tells of a number that is given again', async () => {
    const client = await newClient();
    await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
    await client.deleteCustomer('C1');
    await client.createCustomer({ customerNo: 'C1', name: 'Bo' });
    await workers.drained();
    const results = logged(await client.listLogItems()).map(({ result }) => result);
    expect(results).toEqual(['CREATED', 'DELETED', 'CREATED']);
  });

  it('is never told of itself', async () => {
    const client = await newClient();
    const records = await toldBy(async () => {
      await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
      await client.deleteCustomer('nobody');
      await workers.drained();
    });
    expect(records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S)).toEqual(['CUSTOMER']);
  });

  it('tells of each event of the ledger once', async () => {
    const { clientNo, authorization, ...client } = await newClient();
    const send = async (route: string, json: object) => {
      const [method, path] = route.split(' ');
      const answer = await call(`${method} /clients/${clientNo}${path}`, { authorization, json });
      expect([route, answer.status, answer.body]).toEqual([route, 200, expect.any(Object)]);
    };
    const currencyAmounts = { inclVat: 100 };
    await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
    await client.createDocument({ documentNo: 'D1', documentType: 'IN', customerNo: 'C1', currencyAmounts });
    await send('POST /paymentreservations', { documentNo: 'D1', paymentId: 'P1', amount: 10 });
    await send('PUT /aritems', { documentNo: 'D1', ledgerNote: 'x' });
    await send('PUT /aritems', {
      documentNo: 'D1',
      creditNote: { documentNo: 'K1', currencyAmounts: { inclVat: 20 } },
    });
    const autoPostings = ['P1', 'P2'].map((paymentId) => ({ documentNo: 'D1', paymentId, amount: 10 }));
    await send('POST /autopostings/payment', { metadata: { userId: 'TestUser' }, autoPostings });
    await workers.drained();
    const told = logged(await client.listLogItems()).map(({ path, message, userId }) => [
      (path as string).replace(`/clients/${clientNo}`, ''),
      message,
      userId,
    ]);
    expect(told).toEqual([
      ['/autopostings/payment', 'Auto postings created', 'TestUser'],
      ['/aritems', 'AR item credited', undefined],
      ['/aritems', 'AR item updated', undefined],
      ['/paymentreservations', 'Payment reservation created', undefined],
      ['/documents', 'Document created', undefined],
      ['/customers', 'Customer created', undefined],
    ]);
  });
});

describe('the histories of what was carried out', () => {
  const eventsOf = async (tenant: string) => {
    const { events } = await readFeed(receivables(), undefined, { most: 1_000 });
    return events.filter((event) => event.tenant === tenant);
  };
  const wordsOf = async (tenant: string) => (await eventsOf(tenant)).map(({ type }) => type).toSorted();

  it('have what a request has kept of its refusal, once, and the feed its event', async () => {
    const client = await newClient();
    const Records = await toldBy(async () => {
      await client.createCustomer({ customerNo: 'C1', name: 'Ada' });
      await client.createDocument({ documentNo: 'D1', documentType: 'IN', customerNo: 'C1' });
      await client.deleteCustomer('C1');
    });
    await workers.drained();
    await handler({ Records }, context());
    await handler({ Records: Records.toReversed() }, context());

    const events = await eventsOf(String(client.clientNo));
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      ...['customer.created', 'customer.delete_refused', 'dependent.attached', 'dependent.attached'],
    ]);
    const refused = events.find(({ type }) => type === 'customer.delete_refused');
    expect(refused).toMatchObject({ kind: 'CUSTOMER', itemId: 'C1', sequence: 1, refusal: 'linked' });
    const ref = { ...client.tenant, id: 'C1' };
    const { entries } = await readEntries(receivables(), ref, { most: 10 });
    expect(entries.map(({ change, told }) => [change, told])).toEqual([
      ['created', undefined],
      ['delete_refused', expect.any(Number)],
    ]);
    expect((await loggedBy(() => handler({ Records }, context()), 'info')).lines).toEqual([
      expect.objectContaining({ outcomes: expect.objectContaining({ recorded: 0 }) }),
    ]);
  });

  it('lose what fields held when a customer is removed whole', async () => {
    const ref = { vendor: 'enkash', tenant: `CEK${randomUUID()}`, id: 'KC1' };
    await storeCustomer(ref, { name: 'Ada' });
    await workers.drained();
    const read = async () => (await readEntries(receivables(), ref, { most: 10 })).entries[0];
    expect((await read())?.changed).toEqual({ name: { after: 'Ada' } });
    const { client, name } = receivables();
    await client.send(new DeleteCommand({ TableName: name, Key: customerItemKey(ref) }));
    await workers.drained();
    expect(await read()).toMatchObject({ changed: { name: {} }, valuesLeftOut: 'erased' });
    expect(await wordsOf(ref.tenant)).toEqual(['customer.created']);
  });

  it('are kept where the log of a client cannot be', async () => {
    const client = await newClient();
    const Records = await toldBy(() => client.createCustomer({ customerNo: 'C1', name: 'Ada' }));
    const [poison] = structuredClone(Records) as [DynamoDBRecord];
    const image = poison.dynamodb?.NewImage as Record<string, { M: Record<string, object>; S: string }>;
    delete image.reference;
    image.creation!.M.requestId = { S: 'other' };
    image.update!.M.requestId = { S: 'other' };
    await loggedBy(() => expect(handler({ Records: [poison] }, context())).rejects.toThrow());
    expect(await wordsOf(String(client.clientNo))).toContain('customer.created');
    const told = (await eventsOf(String(client.clientNo))).map(({ requestId }) => requestId);
    expect(told).toContain('other');
  });

  it('are written when a call that ended behind their tenant comes again', async () => {
    const ref = { vendor: 'enkash', tenant: `CEK${randomUUID()}`, id: 'KC1' };
    const Records = await toldBy(() => storeCustomer(ref, { name: 'Ada' }));
    const [record] = structuredClone(Records) as [DynamoDBRecord];
    const other = { ...ref, tenant: `CEK${randomUUID()}` };
    record.dynamodb!.Keys!.pk = { S: `${other.vendor}#${other.tenant}#${other.id}` };
    record.dynamodb!.NewImage!.pk = record.dynamodb!.Keys!.pk;
    const isRegistered = async () =>
      (await readTenants(receivables(), { most: 1_000 })).tenants.some(
        ({ tenant }) => tenant === other.tenant,
      );
    const send = documentClient.send.bind(documentClient);
    vi.spyOn(documentClient, 'send').mockImplementation(((command: {
      input: TransactWriteCommand['input'];
    }) => {
      if (command.input.TransactItems) throw new Error('injected');
      return send(command as never);
    }) as never);
    await loggedBy(() => expect(handler({ Records: [record] }, context())).rejects.toThrow('injected'));
    vi.restoreAllMocks();
    expect([await isRegistered(), await wordsOf(other.tenant)]).toEqual([true, []]);
    await handler({ Records: [record] }, context());
    expect([await isRegistered(), await wordsOf(other.tenant)]).toEqual([true, ['customer.created']]);
  });
});
