import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation, WHOLE_PROCESSOR } from '../../../shared/http/operation.ts';
import { asked } from '../../../shared/receivables/lists/row-values.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noDocumentBundle } from '../dialect/errors.ts';
import { expand } from '../dialect/expand.ts';
import { clientNo, ownId } from '../dialect/identifiers.ts';
import { tooMany } from '../dialect/paging.ts';
import { DocumentRows } from '../documents/document-rows.ts';
import { shownWith } from './document-bundle-list.ts';
import { answered } from './document-bundle-response.ts';
import { bundleRows, readBundles } from './document-bundle-rows.ts';

/** GET one document bundle: https://docs.amili.dev/get-one-document-bundle-4205276e0?nav=5 */
export const operation = {
  name: 'amili/document-bundles/get-document-bundle',
  route: 'GET /clients/{clientno}/documentbundles/{documentbundleid}',
  access: 'token',
  grants: { receivables: ['BatchGetItem'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo(), documentbundleid: ownId() }),
  query: z.object({ expand: expand('documents'), userid: z.optional(z.string()) }),
  patience: MANY_ROWS,
  memory: WHOLE_PROCESSOR,
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getDocumentBundle({ caller, path, query, origin, note }) {
    const table = receivables(origin);
    const tenant = note(tenantOf(caller, path.clientno));
    const wanted = asked({ documentbundleid: String(path.documentbundleid) });
    const rows = await bundleRows(table, tenant, wanted);
    if (rows.outcome !== 'found') throw tooMany(note(rows));
    const bundles = await readBundles(table, rows.bundles, wanted);
    const beside = new DocumentRows(table, path.clientno, tenant, origin.receivedAt);
    const [bundle] = await shownWith(beside, path.clientno, bundles, query.expand ?? []);
    note({ outcome: bundle ? 'found' : 'notFound' });
    if (!bundle) throw noDocumentBundle(path.documentbundleid);
    return { ...bundle, documentNos: bundles[0]!.documents.map(({ fields }) => fields.documentNo) };
  },
);

export const documentation = () =>
  ({
    operationId: 'getDocumentBundle',
    summary: 'GET one document bundle',
    description:
      'A bundle with the numbers of its documents; `expand=documents` shows them whole, but for their lines. It is found ' +
      'some milliseconds after its documents. Refused with 400 where the client has more than 100,000 documents.',
    source: 'inferred',
    responses: responses({ description: 'The bundle', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
