import { dialects } from '../../functions/operations.ts';
import type { OperationTable } from '../../infra/stacks/stack-props.ts';
import type { Grants, Operation } from '../../shared/http/operation.ts';

/** How many operations each dialect has once all that its vendor documents is built, and a few more. */
export const PADDED_TO = { enkash: 42, amili: 36, beel: 35, 'beel-flat': 14, operator: 16, service: 1 };

/** Grants of reads and writes by turns, those of the largest roles. */
const GRANTS: readonly Grants[] = [
  { receivables: ['BatchGetItem', 'Query'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
  { receivables: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'], tokenKey: 'verify' },
  { receivables: ['GetItem', 'PartiQLUpdate'], credentials: ['GetItem'], tokenKey: 'verify' },
  { credentials: ['GetItem', 'PutItem', 'UpdateItem'], tokenKey: 'sign' },
  { receivables: ['GetItem'], indexes: ['links-by-customer', 'changes-by-request'], tokenKey: 'verify' },
];

/** The table of operations, with made-up ones until each dialect has as many as it is told to have. */
export const paddedTable = (sizes: Readonly<Record<string, number>> = PADDED_TO): OperationTable =>
  Object.fromEntries(
    Object.entries(dialects).map(([dialect, operations]) => [
      dialect,
      [
        ...operations,
        ...Array.from({ length: Math.max(0, (sizes[dialect] ?? 0) - operations.length) }, (_, index) => ({
          operation: madeUp(dialect, index),
        })),
      ],
    ]),
  ) as unknown as OperationTable;

/** Name and path are about as long as the longest that vendors have. Every other one is a GET, which has two routes. */
const madeUp = (dialect: string, index: number): Operation => ({
  name: `${dialect}/recurring-invoices/update-recurring-invoice-${index}`,
  route: `${index % 2 ? 'GET' : 'PUT'} /${dialect}/api/v1/companies/{company_id}/recurring-invoices/{recurring_id}/part-${index}`,
  access: undefined,
  grants: GRANTS[index % GRANTS.length] as Grants,
});
