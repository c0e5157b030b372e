import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { cursorOf, pageAnswered } from '../dialect/paging.ts';
import { reachedTenants } from './reached-tenants.ts';
import { filters } from './tenant-filters.ts';
import { type Answered, answered } from './tenant-row-response.ts';

/** The tenants of all vendors, as far as the key reaches. Ours: no vendor has this. */
export const operation = {
  name: 'operator/tenants/list-tenants',
  route: 'GET /operator/v1/tenants',
  access: 'read',
  grants: { receivables: ['Query'], credentials: ['GetItem'] },
  query: filters(),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function listTenants({ caller, query: { limit: most, cursor }, origin, note }) {
    const part = { after: cursor?.[0], most };
    const { tenants, next } = await reachedTenants(receivables(origin), caller, part);
    note({ outcome: 'listed' });
    const items = tenants.map(({ vendor, tenant }) => ({ vendor, tenant }) as Answered);
    return { body: { items, next: next === undefined ? null : cursorOf(next) } };
  },
);

/** Nothing of it is named, and so nothing is not found. */
function answers() {
  const { 404: _, ...others } = responses('A page of tenants', pageAnswered(answered()), {
    example: { items: [{ vendor: 'enkash', tenant: 'CEKFOWV7UQ' }], next: null },
  });
  return others;
}

export const documentation = () =>
  ({
    operationId: 'listTenants',
    summary: 'List the tenants that the key reaches',
    description:
      'By vendor and tenant. Of a key that names tenants, those that it names, whether they have customers or not; else ' +
      'every tenant that has had a customer. A tenant whose first customer was created a moment ago may be missing yet. ' +
      'What other keys reach is left out after it was read, so that a page may be short or empty although `next` goes on; ' +
      '`next` is the `cursor` of the next page, and null behind the last one.',
    source: 'ours',
    responses: answers(),
  }) satisfies Documentation;
