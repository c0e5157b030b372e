import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { historyKey } from '../../../shared/receivables/history/entry.ts';
import { readEntriesOfRequest } from '../../../shared/receivables/history/read.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { type OperatorAccess, tenantOf } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { requestId, tenantPath } from '../dialect/identifiers.ts';
import { cursorOf, pageAnswered } from '../dialect/paging.ts';
import { shownOfRequest } from './entry.ts';
import { requestFilters } from './entry-filters.ts';
import { requestEntry } from './entry-response.ts';

/** What a request did. Ours: no vendor has this. */
export const operation = {
  name: 'operator/history/list-changes',
  route: 'GET /operator/v1/{vendor}/{tenant}/requests/{request_id}',
  access: 'read',
  grants: {
    receivables: ['BatchGetItem'],
    indexes: ['changes-by-request'],
    credentials: ['GetItem'],
  },
  path: z.extend(tenantPath(), { request_id: requestId() }),
  query: requestFilters(),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function listChanges({ caller, path, query, origin, note }) {
    const { rules: _, ...tenant } = tenantOf(caller, path);
    note(tenant);
    const start = historyKey(customerKey({ ...tenant, id: '' }));
    const { limit: most, cursor } = query;
    const after = cursor && { pk: `${start}${cursor[0]}`, sk: cursor[1] };
    const { entries, next } = await readEntriesOfRequest(receivables(origin), tenant, path.request_id, {
      ...{ after, most },
    });
    note({ outcome: 'listed' });
    const items = entries.map(shownOfRequest);
    return { body: { items, next: next ? cursorOf(next.pk.slice(start.length), next.sk) : null } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listChanges',
    summary: 'List what a request changed, and which deletes were refused to it',
    description:
      'Customers, and what has begun or ended to refer to one, each with the names of the fields that changed; what these ' +
      "held is in the customer's history. `request_id` is that of a stamp, which leads to all of it; or of a trace, as " +
      'clients are told it in `X-Request-Id`, which leads to the deletes that were refused. The rows of an asynchronous batch ' +
      'are found by the id of the batch. The list is empty of a request that changed nothing, and of one whose changes are ' +
      'no longer kept, or not yet: it is read from an index, which follows within moments. A page may be short although `next` goes on.',
    source: 'ours',
    responses: responses('A page of what it did', pageAnswered(requestEntry()), {
      example: {
        items: [
          {
            ...{ kind: 'customer', id: 'KCABCDEFGHIJKL01', customer_id: null, from_customer_id: null },
            ...{ change: 'updated', at: '2026-11-21T12:00:00.000Z', by: 'ada', version: 2 },
            operation: 'enkash/customers/update-customer',
            ...{ request_id: '8f6c2b1e-5a0d-4f3b-9a55-0d7f4c7b2a10', trace_id: null, reason: null },
            ...{ refusal: null, blockers: [], changed: ['legalName'] },
          },
        ],
        next: null,
      },
    }),
  }) satisfies Documentation;
