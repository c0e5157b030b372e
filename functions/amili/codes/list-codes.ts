import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { caseless, clientNo } from '../dialect/identifiers.ts';
import { LIST, listQuery, page, readComputedPage } from '../dialect/paging.ts';
import { word } from '../dialect/search-fields.ts';
import { codes } from './code.ts';
import type { Answered } from './code-response.ts';
import { answered } from './codes-response.ts';

/** GET ARM system code values: https://docs.amili.dev shows that they are listed, and neither path nor answer. Both are our choice. */
export const operation = {
  name: 'amili/codes/list-codes',
  route: 'GET /clients/{clientno}/codes',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  query: listQuery({ codetype: word() }),
} as const satisfies Operation<AmiliAccess>;

/** Type and code name a code: neither has a slash. */
const idOf = ({ codeType, code }: Answered): string => `${codeType}/${code}`;

const LISTED = {
  kind: 'CODE',
  rows: ({ codetype }: { readonly codetype?: unknown }) => ({
    outcome: 'computed' as const,
    rows: new Map(
      codes
        .filter(({ codeType }) => codetype === undefined || caseless(codeType) === codetype)
        .map((code) => [idOf(code), code]),
    ),
  }),
  shown: (rows: readonly Answered[]) => rows,
};

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function getCodes({ caller, path, query, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const { receivedAt } = origin;
    const asked = { codetype: query.codetype && caseless(query.codetype) };
    const stamp = stampOf(origin, caller.subject);
    const of = { receivedAt, asked, stamp };
    const result = note(await readComputedPage(receivables(origin), tenant, query, LISTED, of));
    const { summary, items } = page(result, query, origin);
    return { summary, codes: [...items] };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCodes',
    summary: 'GET ARM system code values',
    description:
      'The codes that this service knows, type by type: those of the vendor’s examples, and its own beside. It takes ' +
      `others in bodies all the same. ${LIST}`,
    source: 'ours',
    responses: responses({ description: 'A page of codes', schema: answered() }, [400, 401, 403, 404, 500]),
  }) satisfies Documentation;
