import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { settingsRef } from '../../../functions/amili/ledger/books.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readContent } from '../../../shared/files/content.ts';
import { files } from '../../../shared/files/store.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { startSignedServer } from '../../support/signed-server.ts';
import { newStamp } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { newClient } from '../client.ts';

const { clientNo, tenant, createCustomer, createDocument, uploadFiles } = await newClient();

const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const base64 = (text: string) => Buffer.from(text).toString('base64');

const order = { fileName: 'order.txt', fileType: 'ATTACHMENT', content: base64('one box') };

const uploaded = (fileName: string, more: object = {}) => ({
  ...{ status: 'PROCESSED', result: 'UPLOADED', message: 'File uploaded', clientNo, fileName },
  ...more,
  fileUuid: UUID,
});

const refused = (fileName: string, result: string, message: string, more: object = {}) => ({
  ...{ status: 'FAILED', result, message, clientNo, fileName },
  ...more,
});

const uuidOf = ({ body }: Answer, index = 0) =>
  (body as { files: { fileUuid: string }[] }).files[index]?.fileUuid as string;

const storedFiles = async () =>
  [...(await tenantState('amili', tenant.tenant)).values()].filter(
    (item) => (item as { sk: string }).sk === 'FILE',
  );

let store: Awaited<ReturnType<typeof startSignedServer>> | undefined;

/** A store of files that may not take this content, and takes others. */
async function storeThatRefuses(text: string): Promise<void> {
  store = await startSignedServer(({ content }, response) =>
    response.writeHead(content.toString() === text ? 403 : 200).end(),
  );
  vi.stubEnv('FILES_URL', store.url);
}

beforeAll(async () => {
  await createCustomer({ customerNo: 'C1', name: 'Ada' });
  await createDocument({ documentType: 'IN', customerNo: 'C1', documentNo: 'a1' });
});

afterEach(() => {
  vi.unstubAllEnvs();
  store?.close();
});

describe('POST /clients/{clientno}/files', () => {
  it('stores files, each with its content and a record', async () => {
    const answer = await uploadFiles({
      metadata: { userId: 'TestUser' },
      files: [
        { ...order, contentType: 'text/plain; charset=utf-8', documentNo: 'A1' },
        { ...order, fileName: 'Rekvisisjon №2 «kopi».pdf', fileType: 'attachment', contentType: null },
      ],
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...{ status: 'PROCESSED', result: 'UPLOADED', message: '2 of 2 file(s) uploaded', clientNo },
      files: [uploaded('order.txt', { documentNo: 'A1' }), uploaded('Rekvisisjon №2 «kopi».pdf')],
    });
    const id = uuidOf(answer);
    const content = await readContent(files(), { ...tenant, id });
    expect(Buffer.from(content).toString()).toBe('one box');
    const stamp = {
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      by: expect.any(String),
      requestId: expect.any(String),
      operation: 'amili/files/upload-files',
    };
    const { at } = (
      (await tenantState('amili', tenant.tenant)).get(`amili#${clientNo}#FILE#${id} FILE`) as {
        creation: { at: string };
      }
    ).creation;
    expect((await tenantState('amili', tenant.tenant)).get(`amili#${clientNo}#FILE#${id} FILE`)).toEqual({
      pk: `amili#${clientNo}#FILE#${id}`,
      sk: 'FILE',
      fields: {
        fileName: 'order.txt',
        fileType: 'ATTACHMENT',
        contentType: 'text/plain; charset=utf-8',
        size: 7,
        documentNo: 'A1',
        userId: 'TestUser',
      },
      ...{ creation: stamp, update: stamp, revision: 1 },
      listKey: expect.stringMatching(new RegExp(`^amili#${clientNo}#FILE#LIVE#[0-7]$`)),
      listOrder: `${at}\t${id}`,
      listed: { marks: [expect.any(String), expect.any(String)] },
    });
  });

  it('makes another file of the same one', async () => {
    const [one, other] = [await uploadFiles({ files: [order] }), await uploadFiles({ files: [order] })];
    expect(uuidOf(one)).not.toBe(uuidOf(other));
  });

  it('takes a file of just 1 MB, of any bytes, and no larger one', async () => {
    const bytes = Buffer.alloc(1024 * 1024, 0xff);
    const large = { ...order, fileName: 'large', content: bytes.toString('base64') };
    const larger = {
      ...large,
      fileName: 'larger',
      content: Buffer.alloc(1024 * 1024 + 1).toString('base64'),
    };
    const answer = await uploadFiles({ files: [large, larger] });
    expect(answer.status).toBe(207);
    expect(answer.body).toEqual({
      ...{ status: 'PARTIAL', result: 'UPLOADED', message: '1 of 2 file(s) uploaded', clientNo },
      files: [
        uploaded('large'),
        refused('larger', 'FILE_TOO_LARGE', 'content: the file has 1048577 bytes; at most 1048576 are taken'),
      ],
    });
    const stored = await readContent(files(), { ...tenant, id: uuidOf(answer) });
    expect(bytes.equals(stored)).toBe(true);
  });

  const NAME = 'fileName: must be 1 to 255 characters, without slashes and control characters';
  const CONTENT = 'content: must be base64 of at least one byte, with its padding';
  const TYPE = 'contentType: must be a media type such as application/pdf';
  it.each<[string, object, string, string]>([
    ['an empty name', { fileName: '' }, 'INVALID', NAME],
    ['a path', { fileName: '../../etc/passwd' }, 'INVALID', NAME],
    ['a path of Windows', { fileName: 'c:\\x' }, 'INVALID', NAME],
    ['the folder above', { fileName: '..' }, 'INVALID', NAME],
    ['a control character', { fileName: 'a\u0000b' }, 'INVALID', NAME],
    ['a name of 256 characters', { fileName: 'a'.repeat(256) }, 'INVALID', NAME],
    ['no content', { content: '' }, 'INVALID', CONTENT],
    ['no base64', { content: 'one box!' }, 'INVALID', CONTENT],
    ['base64 for URLs', { content: '-_-_' }, 'INVALID', CONTENT],
    ['base64 without padding', { content: 'YQ' }, 'INVALID', CONTENT],
    ['base64 with line breaks', { content: 'b25l\nIGJveA==' }, 'INVALID', CONTENT],
    ['a media type with a line break', { contentType: 'text/plain\r\nx: y' }, 'INVALID', TYPE],
    ['half a media type', { contentType: 'text' }, 'INVALID', TYPE],
    ['a long media type', { contentType: `text/${'a'.repeat(251)}` }, 'INVALID', TYPE],
    [
      'a bad document number',
      { documentNo: 'a\tb' },
      'INVALID',
      'documentNo: must be 1 to 64 characters, none a control character',
    ],
    ['another type', { fileType: 'REPORT' }, 'FILETYPE_NOT_ALLOWED', 'fileType: the client takes ATTACHMENT'],
    ['no document', { documentNo: 'a2' }, 'DOCUMENT_NOT_FOUND', 'documentNo: there is no document a2'],
  ])('refuses a file with %s, and stores nothing', async (_, change, result, message) => {
    const before = await tenantState('amili', tenant.tenant);
    const file = { ...order, ...change };
    const answer = await uploadFiles({ files: [file] });
    expect(answer.status).toBe(422);
    const { fileName, documentNo } = file as typeof file & { documentNo?: string };
    const names = documentNo === undefined ? {} : { documentNo };
    expect(answer.body).toEqual({
      ...{ status: 'FAILED', result: 'REJECTED', message: '0 of 1 file(s) uploaded', clientNo },
      files: [refused(fileName.slice(0, 255), result, message, names)],
    });
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('finds no document of another client', async () => {
    const other = await newClient();
    await other.createCustomer({ customerNo: 'C1', name: 'Ada' });
    await other.createDocument({ documentType: 'IN', customerNo: 'C1', documentNo: 'theirs' });
    const { status, body } = await uploadFiles({ files: [{ ...order, documentNo: 'theirs' }] });
    expect([status, (body as { files: object[] }).files]).toMatchObject([
      422,
      [{ result: 'DOCUMENT_NOT_FOUND' }],
    ]);
  });

  it('takes the types that the client’s settings name', async () => {
    const other = await newClient();
    const set = { fields: { fileTypes: ['INVOICE', 'ORDER'] } };
    await changeRecord(receivables(), settingsRef(other.tenant), () => set, newStamp());
    const answer = await other.uploadFiles({ files: [{ ...order, fileType: 'order' }, order] });
    expect(answer.status).toBe(207);
    expect((answer.body as { files: object[] }).files).toMatchObject([
      { result: 'UPLOADED' },
      { result: 'FILETYPE_NOT_ALLOWED', message: 'fileType: the client takes INVOICE, ORDER' },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['no files', {}, 'files: is required'],
    ['an empty list', { files: [] }, 'files: Too small: expected array to have >=1 items'],
    [
      'eleven files',
      { files: Array.from({ length: 11 }, () => order) },
      'files: Too big: expected array to have <=10 items',
    ],
    ['no name', { files: [{ ...order, fileName: undefined }] }, 'files[0].fileName: is required'],
    [
      'content of another type',
      { files: [order, { ...order, content: 1 }] },
      'files[1].content: Invalid input: expected string, received number',
    ],
    ['no object', { files: ['a'] }, 'files[0]: Invalid input: expected object, received string'],
  ])('answers 400 to %s, and stores none', async (_, json, message) => {
    const before = await tenantState('amili', tenant.tenant);
    const answer = await uploadFiles(json);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
    expect(await tenantState('amili', tenant.tenant)).toEqual(before);
  });

  it('answers 400 to a body of more than 4 MB', async () => {
    const answer = await uploadFiles({ files: [{ ...order, content: 'a'.repeat(4 * 1024 * 1024) }] });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ result: 'INVALID', message: /at most 4194304 are taken/ });
  });

  it('answers 500 where the content cannot be stored, and leaves no record', async () => {
    await storeThatRefuses('one box');
    const before = await storedFiles();
    const { answer, lines } = await loggedBy(() =>
      uploadFiles({ files: [order, { ...order, fileName: '' }] }),
    );
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(amiliFailure('ERROR', 'The request could not be processed', { clientNo }));
    expect(await storedFiles()).toEqual(before);
    expect(lines).toMatchObject([
      { message: 'a row of many has no outcome', key: 'files[0]', outcome: 'failed' },
      { message: 'request failed unexpectedly', outcomes: { failed: 1, refused: 1 } },
    ]);
  });

  it('answers 207 where that is so of one of them', async () => {
    await storeThatRefuses('two boxes');
    const other = { ...order, fileName: 'other.txt', content: base64('two boxes') };
    const { answer, lines } = await loggedBy(() => uploadFiles({ files: [other, order] }));
    expect(answer.status).toBe(207);
    expect(answer.body).toEqual({
      ...{ status: 'PARTIAL', result: 'UPLOADED', message: '1 of 2 file(s) uploaded', clientNo },
      files: [refused('other.txt', 'ERROR', 'The file could not be processed'), uploaded('order.txt')],
    });
    expect(lines).toMatchObject([{ key: 'files[0]' }]);
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`POST /clients/${clientNo}/files`, { json: { files: [order] } });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo }),
    );
  });

  it('answers 403 to another tenant', async () => {
    const answer = await call(`POST /clients/${clientNo}/files`, {
      authorization: await amiliAuthorization([newAmiliClient()]),
      json: { files: [order] },
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${clientNo}`, { clientNo }),
    );
  });
});
