import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { files } from '../../../shared/files/store.ts';
import { BYTE_ORDER_MARK } from '../../../shared/http/csv-text.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { shown } from '../files/file.ts';
import { storeFile } from '../files/file-storage.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { headerOf, MOST_BYTES, MOST_ROWS, type ReportRead } from './report.ts';
import { requested } from './report-request.ts';
import { answered } from './report-response.ts';
import { reports } from './report-types.ts';

/** POST (create) a reports action, generate a report: https://docs.amili.dev/post-create-a-reports-actiongenerate-a-report-4205259e0 */
export const operation = {
  name: 'amili/actions/create-report',
  route: 'POST /clients/{clientno}/actions/reports',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem'],
    indexes: ['listed-by-tenant'],
    files: ['PutObject'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createReport({ caller, path, body, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const [table, stamp] = [receivables(origin), stampOf(origin, caller.subject)];
    const report = reports[body.reportType];
    const { receivedAt } = origin;
    const request = { table, tenant, clientNo: path.clientno, receivedAt, stamp };
    const lines = linesOf(note(await report.read(request, body.parameters)));
    const content = Buffer.from([BYTE_ORDER_MARK, headerOf(report.columns), ...lines].join(''));
    if (content.length > MOST_BYTES) throw tooLarge();
    const fields = {
      fileName: `${body.reportType.toLowerCase()}-${dateInNorway(receivedAt)}.csv`,
      fileType: 'REPORT',
      contentType: 'text/csv; charset=utf-8',
      size: content.length,
      ...(body.metadata?.userId && { userId: body.metadata.userId }),
    };
    const { fileUuid, fileName } = shown(
      await storeFile({ table, files: files(origin) }, tenant, fields, content, stamp),
    );
    return {
      ...({ status: 'PROCESSED', result: 'CREATED', message: 'Report created' } as const),
      clientNo: path.clientno,
      // Nothing but the file is kept of the action: the id of the request leads to it in the log.
      actionUuid: origin.requestId,
      ...{ fileUuid, fileName, rowCount: lines.length },
    };
  },
);

/** @throws Failure where there are too many */
function linesOf(read: ReportRead): readonly string[] {
  switch (read.outcome) {
    case 'read':
      return read.lines;
    case 'tooLarge':
      throw tooLarge();
    case 'tooMany': {
      const message = `more than ${read.most} records would have to be looked at: narrow the parameters`;
      throw refused(400, 'INVALID', message);
    }
  }
}

const tooLarge = () =>
  refused(
    422,
    'REPORT_TOO_LARGE',
    `The report would have more than ${MOST_ROWS} rows or ${MOST_BYTES} bytes: narrow the parameters`,
  );

export const documentation = () =>
  ({
    operationId: 'createReport',
    summary: 'POST (create) a reports action/generate a report',
    description:
      'Makes a file of type `REPORT` of what a list shows now, in the order of the list; `GET …/files/{fileuuid}` reads ' +
      'it. `parameters` are the filters of the list in camelCase: `customerNo` for `customerno`. The file is CSV in UTF-8 ' +
      'with a byte order mark, semicolons and a point in numbers; its header has the names of the fields, with ' +
      '`postalAddress.cityName` for a member of a group. Before a text that a spreadsheet would run as a formula stands ' +
      'an apostrophe. A report has at most 10,000 rows and 1 MB.',
    source: 'ours',
    responses: responses(
      { description: 'Report created', schema: answered() },
      [400, 401, 403, 404, 500],
      ['REPORT_TOO_LARGE'],
    ),
  }) satisfies Documentation;
