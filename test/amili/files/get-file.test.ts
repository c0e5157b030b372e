import { describe, expect, it } from 'vitest';
import { fileRef } from '../../../functions/amili/files/file.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { newStamp } from '../../support/store.ts';
import { newClient } from '../client.ts';

const client = await newClient();
const { clientNo, tenant, getFile } = client;
const UNKNOWN = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

async function upload(file: object = {}, { uploadFiles } = client): Promise<string> {
  const content = Buffer.from('one box').toString('base64');
  const { body } = await uploadFiles({
    metadata: { userId: 'TestUser' },
    files: [{ fileName: 'order.txt', fileType: 'ATTACHMENT', content, ...file }],
  });
  return (body as { files: [{ fileUuid: string }] }).files[0].fileUuid;
}

const noFile = (fileUuid: string, no = clientNo) =>
  amiliFailure('NOT_FOUND', `There is no file ${fileUuid}`, { clientNo: no });

describe('GET /clients/{clientno}/files/{fileuuid}', () => {
  it('answers with what is known of the file, and its content', async () => {
    const fileUuid = await upload();
    const answer = await getFile(fileUuid);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      fileUuid,
      fileName: 'order.txt',
      fileType: 'ATTACHMENT',
      contentType: 'application/octet-stream',
      size: 7,
      createdDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      userId: 'TestUser',
      content: 'b25lIGJveA==',
    });
  });

  it('finds it whatever the case of its id, and whoever reads', async () => {
    const fileUuid = await upload();
    const answer = await getFile(`${fileUuid.toUpperCase()}?userid=Somebody`);
    expect([answer.status, answer.body]).toMatchObject([200, { fileUuid }]);
  });

  it('gives back every byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const { body }: Answer = await getFile(await upload({ content: bytes.toString('base64') }));
    expect(body).toMatchObject({ size: 256, content: bytes.toString('base64') });
  });

  it('answers 404 to a file that never was', async () => {
    const answer = await getFile(UNKNOWN);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(noFile(UNKNOWN));
  });

  it('answers 404 to a file of another client, as to one that never was', async () => {
    const other = await newClient();
    const theirs = await upload({}, other);
    const answer = await getFile(theirs);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(noFile(theirs));
  });

  it.each(['order.txt', '..%2F..%2Fother', `${UNKNOWN}%2F..`, '%00', 'FILE'])(
    'answers 404 to what is no id: %s',
    async (fileUuid) => {
      const answer = await getFile(fileUuid);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(amiliFailure('NOT_FOUND', 'fileuuid: must be a UUID', { clientNo }));
    },
  );

  it('answers 500 where the content is gone, and logs why', async () => {
    const id = crypto.randomUUID();
    const fields = { fileName: 'a', fileType: 'ATTACHMENT', contentType: 'text/plain', size: 1 };
    await storeRecord(receivables(), { ref: fileRef(tenant, id), fields }, newStamp());
    const { answer, lines } = await loggedBy(() => getFile(id));
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(amiliFailure('ERROR', 'The request could not be processed', { clientNo }));
    expect(lines).toMatchObject([{ outcome: 'found', error: { name: 'AccessDenied' } }]);
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`GET /clients/${clientNo}/files/${UNKNOWN}`);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo }),
    );
  });

  it('answers 403 to another tenant', async () => {
    const fileUuid = await upload();
    const answer = await call(`GET /clients/${clientNo}/files/${fileUuid}`, {
      authorization: await amiliAuthorization([newAmiliClient()]),
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${clientNo}`, { clientNo }),
    );
  });
});
