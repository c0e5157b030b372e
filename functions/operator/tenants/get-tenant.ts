import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import { MANY_ROWS, type Operation } from '../../../shared/http/operation.ts';
import { countListed } from '../../../shared/receivables/lists/count.ts';
import type { ListState } from '../../../shared/receivables/lists/listing.ts';
import { type OperatorAccess, tenantOf } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { tenantPath } from '../dialect/identifiers.ts';
import { answered } from './tenant-response.ts';

/** A tenant of any vendor, and how many customers it has. Ours: no vendor has this. */
export const operation = {
  name: 'operator/tenants/get-tenant',
  route: 'GET /operator/v1/{vendor}/{tenant}',
  access: 'read',
  grants: { indexes: ['listed-by-tenant'], credentials: ['GetItem'] },
  path: tenantPath(),
  query: z.strictObject({}),
  patience: MANY_ROWS,
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function getTenant({ caller, path, origin, note }) {
    const { rules: _, ...tenant } = tenantOf(caller, path);
    note(tenant);
    const table = receivables(origin);
    const count = (state: ListState) => countListed(table, tenant, { kind: 'CUSTOMER', states: [state] });
    const [active, inactive, deleted] = await Promise.all([
      count('ACTIVE'),
      count('INACTIVE'),
      count('DELETED'),
    ]);
    note({ outcome: 'counted' });
    return { body: { ...tenant, vendor: path.vendor, customers: { active, inactive, deleted } } };
  },
);

export const documentation = () =>
  ({
    operationId: 'getTenant',
    summary: 'Get a tenant of any vendor, and how many customers it has',
    description:
      'All of them are counted, in an index, which follows a change within some milliseconds. `deleted` counts what lists ' +
      'have of deleted customers: of vendors whose deleted customers are kept for a time, that time and the day or two ' +
      'that DynamoDB takes to remove them. A tenant without customers is not told from one that there never was: it has ' +
      'none.',
    source: 'ours',
    responses: responses('The tenant', answered(), {
      example: {
        ...{ vendor: 'enkash', tenant: 'CEKFOWV7UQ' },
        customers: { active: 1204, inactive: 31, deleted: 7 },
      },
    }),
  }) satisfies Documentation;
