import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import { readLinked } from '../../../shared/receivables/dependents/linked.ts';
import { customerOf, type OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { notFound } from '../dialect/errors.ts';
import { customerPath } from '../dialect/identifiers.ts';
import { cursorOf, PAGES, pageAnswered } from '../dialect/paging.ts';
import { shown } from './dependent.ts';
import { filters } from './dependent-filters.ts';
import { answered, example } from './dependent-response.ts';

/** What refers to a customer of any vendor. Ours: no vendor has this. */
export const operation = {
  name: 'operator/dependents/list-dependents',
  route: 'GET /operator/v1/{vendor}/{tenant}/customers/{customer_id}/dependents',
  access: 'read',
  grants: {
    receivables: ['GetItem', 'BatchGetItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
  },
  path: customerPath(),
  query: filters(),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function listDependents({ caller, path, query, origin, note }) {
    const { ref, rules } = customerOf(caller, path);
    note(ref);
    const table = receivables(origin);
    const { limit: most, cursor } = query;
    const after = cursor && { kind: cursor[0], id: cursor[1] };
    const [customer, { dependents, next }] = await Promise.all([
      readCustomerOrTombstone(table, ref, origin.receivedAt),
      readLinked(table, ref, { most, after }),
    ]);
    note({ outcome: customer ? 'listed' : 'notFound' });
    if (!customer) throw notFound();
    const items = dependents.map((item) => shown(item, rules.dependentOf(item, origin.receivedAt)));
    return { body: { items, next: next ? cursorOf(next.kind, next.id) : null } };
  },
);

export const documentation = () =>
  ({
    operationId: 'listDependents',
    summary: 'List what refers to a customer, and what would clear it',
    description:
      'Invoices, documents, AR items and recurring invoices that keep the customer from being deleted, by kind and id. ' +
      "`clearing` is the vendor's own route that would end it or give it to another customer, for a client of that vendor " +
      `to call; null where there is none, and \`reason\` says why. A page may be short although \`next\` goes on. ${PAGES}`,
    source: 'ours',
    responses: responses('A page of what refers to the customer', pageAnswered(answered()), {
      example: { items: [example], next: null },
    }),
  }) satisfies Documentation;
