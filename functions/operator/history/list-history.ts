import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import { readEntries, recorded } from '../../../shared/receivables/history/read.ts';
import { customerOf, type OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { notFound } from '../dialect/errors.ts';
import { customerPath } from '../dialect/identifiers.ts';
import { cursorOf, pageAnswered } from '../dialect/paging.ts';
import { shown } from './entry.ts';
import { filters } from './entry-filters.ts';
import { answered } from './entry-response.ts';

/** Who changed a customer, when and why, and which deletes were refused. Ours: no vendor has this. */
export const operation = {
  name: 'operator/history/list-history',
  route: 'GET /operator/v1/{vendor}/{tenant}/customers/{customer_id}/history',
  access: 'read',
  grants: { receivables: ['GetItem', 'Query'], credentials: ['GetItem'] },
  path: customerPath(),
  query: filters(),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function listHistory({ caller, path, query, origin, note }) {
    const { ref } = customerOf(caller, path);
    note(ref);
    const table = receivables(origin);
    const after = query.cursor?.[0];
    // Before its entries: what changes in between is in these, and no version seems to be missing.
    const customer = await readCustomerOrTombstone(table, ref, origin.receivedAt);
    const { entries, next } = await readEntries(table, ref, { after, most: query.limit });
    const isKnown = customer || entries.length > 0 || after !== undefined;
    note({ outcome: isKnown ? 'listed' : 'notFound' });
    if (!isKnown) throw notFound();
    const parts = recorded(entries, { after, ...(!next && { customer }) });
    const items = parts.map((part) => shown(part, customer));
    return { body: { items, next: next === undefined ? null : cursorOf(next) } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listHistory',
    summary: 'List who changed a customer, when and why',
    description:
      'The oldest first: every change of its fields or state, whoever made it and by whatever route, in the order of ' +
      '`version`, and the deletes that were refused. Changes follow within moments, and stay as long as the stage says; of ' +
      'refusals, one whose function ended just then may be missing. Versions without an entry are an item of their own, ' +
      '`unrecorded`: there never was one, or it is no longer kept, or not yet. A deleted customer has its history as long ' +
      'as anything of it is stored. What fields held is not shown of deleted customers, and goes when they are erased; the ' +
      'names of the fields stay. `next` is the `cursor` of the next page, and null behind the last one; a page may be ' +
      'short although it goes on.',
    source: 'ours',
    responses: responses('A page of the history', pageAnswered(answered()), {
      example: {
        items: [
          {
            ...{ change: 'updated', at: '2026-11-21T12:00:00.000Z', by: 'ada', version: 2 },
            operation: 'enkash/customers/update-customer',
            ...{ request_id: '8f6c2b1e-5a0d-4f3b-9a55-0d7f4c7b2a10', trace_id: null, reason: null },
            ...{ refusal: null, blockers: [] },
            changed: { legalName: { before: 'Linked Traders', after: 'Linked Traders Ltd' } },
            values_left_out: null,
          },
          {
            ...{ change: 'delete_refused', at: '2026-11-21T12:05:00.000Z', by: 'ada', version: 2 },
            operation: 'enkash/customers/delete-customer',
            ...{ request_id: '0b9f7e6c-3a44-4c1d-8e59-2f1b6c7d8e90', reason: 'closed their shop' },
            trace_id: '6b0dce98cb7a5e328dca9357e7455922',
            ...{ refusal: 'linked', changed: null, values_left_out: null },
            blockers: [{ kind: 'invoice', id: '5f0c1c1e-6a0e-4d5c-9a55-0d7f4c7b2a10' }],
          },
        ],
        next: null,
      },
    }),
  }) satisfies Documentation;
