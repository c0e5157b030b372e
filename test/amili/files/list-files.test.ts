import { beforeAll, describe, expect, it } from 'vitest';
import { fileRef, type StoredFile } from '../../../functions/amili/files/file.ts';
import { listingOf } from '../../../functions/amili/files/file-listing.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { newStamp } from '../../support/store.ts';
import { newClient } from '../client.ts';

const { clientNo, tenant, listFiles } = await newClient();

const file = (fileName: string, more: Partial<StoredFile> = {}) => ({
  ...{ fileName, fileType: 'ATTACHMENT', contentType: 'text/plain', size: 7 },
  ...more,
});

/** By when they were stored, oldest first. */
const FILES = {
  '2026-10-31T23:59:59.999Z': file('oldest'),
  '2026-11-01T00:00:00.000Z': file('of A1', { documentNo: 'a1', userId: 'TestUser' }),
  '2026-11-01T23:59:59.999Z': file('report', { fileType: 'REPORT' }),
  '2026-11-02T00:00:00.000Z': file('of a2', { documentNo: 'A2' }),
} as const;

const shown = new Map<string, object>();

beforeAll(async () => {
  for (const [at, fields] of Object.entries(FILES)) {
    const id = crypto.randomUUID();
    const listing = listingOf(fields, at);
    await storeRecord(receivables(), { ref: fileRef(tenant, id), fields, listing }, { ...newStamp(), at });
    shown.set(fields.fileName, { fileUuid: id, ...fields, createdDateTime: `${at.slice(0, 19)}Z` });
  }
});

const namesIn = ({ body }: Answer) =>
  (body as { files: { fileName: string }[] }).files.map((each) => each.fileName);

const ALL = ['of a2', 'report', 'of A1', 'oldest'];

describe('GET /clients/{clientno}/files', () => {
  it('answers with all files, the newest first, without their contents', async () => {
    const answer = await listFiles();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      summary: {
        ...{ pageNo: 1, currentPageSize: 4, pageSizeLimit: 100, totalPages: 1, totalCount: 4 },
        maximumCount: 10_000,
      },
      files: ALL.map((name) => shown.get(name)),
    });
  });

  it.each([
    ['filetype=report', ['report']],
    ['filetype=Attachment', ['of a2', 'of A1', 'oldest']],
    ['filetype=attach', []],
    ['documentno=A1', ['of A1']],
    ['documentno=a2&filetype=ATTACHMENT', ['of a2']],
    ['documentno=a2&filetype=REPORT', []],
    ['createddatefrom=2026-11-01', ['of a2', 'report', 'of A1']],
    ['createddateto=2026-11-01', ['report', 'of A1', 'oldest']],
    ['createddatefrom=2026-11-01&createddateto=2026-11-01', ['report', 'of A1']],
    ['createddatefrom=2026-11-02&createddateto=2026-11-01', []],
    ['createddateto=2026-11-01&filetype=report&userid=Somebody', ['report']],
    ['maximumcount=2', ['of a2', 'report']],
  ])('finds by ?%s', async (query, names) => {
    const answer = await listFiles(`?${query}`);
    expect([answer.status, namesIn(answer)]).toEqual([200, names]);
  });

  it('has pages of what it found', async () => {
    const { newest, another, client } = await twelveFiles();
    const first = await client.listFiles('?pagesize=5');
    expect(namesIn(first)).toEqual(['12', '11', '10', '9', '8']);
    const { queryId, totalPages } = (first.body as { summary: { queryId: string; totalPages: number } })
      .summary;
    expect(totalPages).toBe(3);
    await another();
    expect(namesIn(await client.listFiles(`?query=${queryId}&pageno=3`))).toEqual(['2', '1']);
    expect(namesIn(await client.listFiles('?maximumcount=1'))).toEqual([newest]);
  });

  it.each([
    ['filetype=', 'filetype: must not be blank'],
    ['createddatefrom=2026-13-01', 'createddatefrom: must be a date such as 2025-02-27'],
    ['createddateto=yesterday', 'createddateto: must be a date such as 2025-02-27'],
    ['filename=order.txt', 'filename: unknown'],
  ])('answers 400 to ?%s', async (query, message) => {
    const answer = await listFiles(`?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
  });

  it('shows nothing of another client', async () => {
    const other = await newClient();
    expect(namesIn(await other.listFiles())).toEqual([]);
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`GET /clients/${clientNo}/files`);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo }),
    );
  });

  it('answers 403 to another tenant', async () => {
    const answer = await call(`GET /clients/${clientNo}/files`, {
      authorization: await amiliAuthorization([newAmiliClient()]),
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${clientNo}`, { clientNo }),
    );
  });
});

/** A client with twelve files, and a way to upload one more. */
async function twelveFiles() {
  const client = await newClient();
  const upload = (fileName: string) =>
    client.uploadFiles({ files: [{ fileName, fileType: 'ATTACHMENT', content: 'YQ==' }] });
  for (let number = 1; number <= 12; number++) await upload(String(number));
  return { client, newest: 'newest', another: () => upload('newest') };
}
