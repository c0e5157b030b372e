import * as z from 'zod/mini';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { FeedEvent } from '../../../shared/receivables/feed/event.ts';
import {
  endOfFeed,
  type FeedPage,
  type FeedPosition,
  readFeed,
} from '../../../shared/receivables/feed/read.ts';
import type { OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { cursorOf } from '../dialect/paging.ts';
import { shown } from './event.ts';
import { filters } from './event-filters.ts';
import { answered } from './event-response.ts';
import { selectionOf } from './event-selection.ts';

/** What happens to customers, in the order in which it is told. Ours: no vendor has this. */
export const operation = {
  name: 'operator/events/list-events',
  route: 'GET /operator/v1/events',
  access: 'read',
  grants: { receivables: ['BatchGetItem', 'Query'], credentials: ['GetItem'] },
  query: filters(),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function listEvents({ caller, query, origin, note }) {
    const isSelected = selectionOf(caller, query);
    const table = receivables(origin);
    const { cursor, from, limit, tenant } = query;
    const start = cursor ?? (from === 'now' ? await endOfFeed(table) : undefined);
    const { events, position, more, missed } = await readSelected(table, start, limit, isSelected);
    note({ tenant, outcome: missed ? 'missed' : 'listed' });
    return { body: { items: events.map(shown), next: cursorOf(...position), more, missed } };
  },
);

/** Parts of the feed that one request reads at most, each as long as a page: who sees little is answered in time too. */
const MOST_PARTS = 20;

/** Reads on until something is selected: a page may be short, but it is seldom empty while there is more. */
async function readSelected(
  table: Table,
  start: FeedPosition | undefined,
  limit: number,
  isSelected: (event: FeedEvent) => boolean,
): Promise<FeedPage> {
  let missed = false;
  let position = start;
  for (let parts = 1; ; parts++) {
    const page = await readFeed(table, position, { most: limit });
    missed ||= page.missed;
    const events = page.events.filter(isSelected);
    if (events.length > 0 || !page.more || parts === MOST_PARTS) return { ...page, events, missed };
    position = page.position;
  }
}

const page = () =>
  z.strictObject({
    items: z.array(answered()),
    next: z.string(),
    more: z.boolean(),
    missed: z.boolean(),
  });

/** Nothing of it is named, and so nothing is not found. */
function answers() {
  const { 404: _, ...others } = responses('A page of events', page(), {
    example: {
      items: [
        {
          ...{ specversion: '1.0', id: '4b1c7f0e9a5d4f1c8d2b6a3e5f708192', source: '/offboard/prod' },
          type: 'customer.deleted',
          subject: 'enkash/CEKFOWV7UQ/customers/KCMW2U9R4H9HPNKC',
          time: '2026-11-21T12:00:00.000Z',
          ...{ datacontenttype: 'application/json', dataschema: 'urn:offboard:event:customer.deleted:1' },
          sequence: '000000000002',
          data: {
            ...{ vendor: 'enkash', tenant: 'CEKFOWV7UQ', id: 'KCMW2U9R4H9HPNKC', version: 2 },
            ...{ by: 'asha', operation: 'enkash/customers/delete-customer' },
            ...{ request_id: '4f9d3f0c-6c1e-4f6b-9a3f-1f2d7c5b8e90', reason: 'asked for by the customer' },
            changed: [],
          },
        },
      ],
      next: 'WzAsMCwwLDEsMCwwLDAsMF0',
      more: false,
      missed: false,
    },
  });
  return others;
}

export const documentation = () =>
  ({
    operationId: 'listEvents',
    summary: 'Follow what happens to customers, and to what refers to them',
    description:
      'CloudEvents 1.0, each at least once: the same `id` is the same event. What happens to one customer or dependent is ' +
      'told in its order, and `sequence` grows with it; what happens to different ones comes about as it was made. Events ' +
      'follow a change within a second or so, and are kept as long as the stage keeps histories. They have names of fields ' +
      'and no personal data; the JSON Schema of each type is in functions/operator/schemas, under the name that `dataschema` has.\n\n' +
      'Ask again with `next` as the `cursor`: there always is one, and it never passes over an event that is not there yet. ' +
      'All events are looked at and those of other tenants, customers and types left out, as many as 20 pages in one ' +
      'request, so that a page may be short or empty although there is `more`: ask at once then, else after a while. ' +
      '`missed` says that events behind the cursor are no longer kept: the page begins with the oldest that are.',
    source: 'ours',
    responses: answers(),
  }) satisfies Documentation;
