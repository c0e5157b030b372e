import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { files } from '../../../shared/files/store.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import { logRowFailures } from '../../../shared/receivables/row-failure.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responsesByStatus, StatusAnswer } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { uploadEach } from './file-uploads.ts';
import { BYTES_OF_A_BODY, requested } from './files-request.ts';
import { refuseWhereNothingIsKnown, shownRow } from './uploaded-file.ts';
import type { Refused, Answered as Row, Uploaded } from './uploaded-file-response.ts';
import { answeredByStatus } from './uploaded-files-response.ts';

/** POST (upload) one or more OS files: https://docs.amili.dev/post-upload-one-or-more-os-files-3942683e0 */
export const operation = {
  name: 'amili/files/upload-files',
  route: 'POST /clients/{clientno}/files',
  access: 'token',
  grants: { receivables: ['BatchGetItem', 'PutItem'], files: ['PutObject'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
  bodyLimit: BYTES_OF_A_BODY,
  patience: MANY_ROWS,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function uploadFiles({ caller, path, body, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const stores = { table: receivables(origin), files: files(origin) };
    const outcomes = await uploadEach(stores, tenant, body, stampOf(origin, caller.subject));
    note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
    logRowFailures(
      body.files.map((_, index) => `files[${index}]`),
      outcomes,
      origin,
    );
    refuseWhereNothingIsKnown(outcomes);
    return answerOf(
      path.clientno,
      body.files.map((file, index) => shownRow(path.clientno, file, outcomes[index]!)),
    );
  },
);

function answerOf(clientNo: number, rows: readonly Row[]) {
  const isUploaded = (row: Row): row is Uploaded => row.status === 'PROCESSED';
  const uploaded = rows.filter(isUploaded);
  const refused = rows.filter((row): row is Refused => !isUploaded(row));
  const message = `${uploaded.length} of ${rows.length} file(s) uploaded`;
  const body = { result: 'UPLOADED', message, clientNo } as const;
  if (refused.length === 0)
    return new StatusAnswer(200, { status: 'PROCESSED' as const, ...body, files: uploaded });
  if (uploaded.length > 0)
    return new StatusAnswer(207, { status: 'PARTIAL' as const, ...body, files: [...rows] });
  return new StatusAnswer(422, {
    ...{ status: 'FAILED' as const, result: 'REJECTED' as const, message, clientNo },
    files: refused,
  });
}

export const documentation = () =>
  ({
    operationId: 'uploadFiles',
    summary: 'POST (upload) one or more OS files',
    description:
      'Stores 1 to 10 files, each by itself: what is wrong with one is told in its place, and the others are stored. ' +
      '`content` is base64 of at most 1 MB, the body has at most 4 MB. Which types a client may upload is a setting of ' +
      'its own. A file that names a document is found by it; neither protects a customer from being deleted. The same ' +
      'file sent twice is two files.',
    source: 'documented',
    responses: responsesByStatus(answeredByStatus(), [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
