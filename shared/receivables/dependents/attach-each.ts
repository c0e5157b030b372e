import { readItems } from '../../dynamodb/read-items.ts';
import { hasTime, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../keys.ts';
import { type RowFailure, rowFailure, unreached } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type AttachOutcome, attachDependents } from './attach.ts';
import type { NewDependent } from './attachment.ts';

/** A dependent that is to be attached beside many others. */
export interface AttachRow<Fields extends object = Record<string, unknown>> {
  readonly customer: CustomerRef;
  /** The dependent of that customer, at each call under another id that nobody has. */
  draw(): NewDependent<Fields>;
}

export type EachAttached<Fields extends object = Record<string, unknown>> =
  | { readonly outcome: 'attached'; readonly dependent: DependentItem<Fields> }
  | Refusal
  | RowFailure;

type Refusal = Extract<AttachOutcome, { customer: CustomerRef }>;

/** Writes in one transaction, DynamoDB's limit: each row is one, and so is each customer. */
const MOST_WRITES = 100;

/** Customers in one transaction: any of them that others are writing to holds up all. */
const MOST_CUSTOMERS = 20;

/** Transactions that are under way at a time. */
const AT_A_TIME = 8;

interface Row<Fields extends object> extends AttachRow<Fields> {
  readonly index: number;
}

/** The rows of one transaction. */
type Batch<Fields extends object> = Row<Fields>[];

/** Transactions one after the other, because they have a customer in common. */
type Lane<Fields extends object> = Batch<Fields>[];

/**
 * Attaches many new dependents, each decided on its own as attachDependents would, and ends with the table's deadline.
 * Rows of one customer meet at its count, so they go together, and many customers' into one transaction:
 *
 *     read all customers            the rows of those that are gone or deactivated are refused
 *     Put i1 … i9,  c1 + 9, c2 …    at the same time as Put i10 … i18,  c3 + 4, c4 …
 *       refused: c2 is deleted      its rows are refused, and the others tried again
 *
 * What is tried again is drawn anew: where an attempt was unanswered, one of its ids has a fence with this stamp, which
 * the same id under the same stamp would take for the dependent.
 * @returns an outcome for each row, in order
 */
export async function attachEach<Fields extends object>(
  table: Table,
  rows: readonly AttachRow<Fields>[],
  stamp: Stamp,
): Promise<EachAttached<Fields>[]> {
  const { until } = newEffort(table);
  const inTime = { ...table, deadline: until };
  const outcomes: EachAttached<Fields>[] = rows.map(unreached);
  const byCustomer = Map.groupBy(
    rows.map((row, index) => ({ ...row, index })),
    ({ customer }) => customerKey(customer),
  );
  const keys = [...byCustomer.values()].map(([first]) => customerItemKey(first!.customer));
  const customers = await readItems<SeenCustomer>(inTime, keys, STATE);
  const open = [...byCustomer].flatMap(([key, each]) => {
    const refusal = refusalBy(customers.get(key), each[0]!.customer);
    if (refusal) for (const { index } of each) outcomes[index] = refusal;
    return refusal ? [] : [each];
  });

  const lanes = lanesOf(open).entries();
  const attach = async () => {
    for (const [place, lane] of lanes)
      for (const [nth, batch] of lane.entries())
        if (place + nth === 0 || hasTime({ until })) await attachBatch(inTime, batch, outcomes, stamp);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, attach));
  return outcomes;
}

/** What decides on whether a customer takes dependents. Its profile may be long, and nobody needs it here. */
type SeenCustomer = Pick<CustomerItem, 'pk' | 'sk' | 'linkCount' | 'deactivation' | 'deletion'>;

const STATE = ['pk', 'linkCount', 'deactivation', 'deletion'];

/** Why rows of this customer, as it was read, need not be tried. Those whose links nobody knows refuse their own alone. */
function refusalBy(seen: SeenCustomer | undefined, customer: CustomerRef): Refusal | RowFailure | undefined {
  if (!seen || seen.deletion) return { outcome: 'customerNotFound', customer };
  if (seen.deactivation) return { outcome: 'customerDeactivated', customer };
  if (seen.linkCount !== undefined) return undefined;
  const cause = new Error(`the linkCount of ${seen.pk} is missing: recount it before anything is attached`);
  return { outcome: 'failed', cause };
}

/** Each customer's rows are in one lane, and in one transaction where that holds them. */
function lanesOf<Fields extends object>(byCustomer: readonly Row<Fields>[][]): Lane<Fields>[] {
  const lanes: Lane<Fields>[] = [];
  let writes = MOST_WRITES;
  let customers = 0;
  for (const rows of byCustomer) {
    const most = MOST_WRITES - 1;
    const last = rows.length % most || most;
    if (rows.length > most || writes + 1 + rows.length > MOST_WRITES || customers === MOST_CUSTOMERS) {
      lanes.push([]);
      writes = 0;
      customers = 0;
    }
    const lane = lanes.at(-1)!;
    if (writes > 0) lane.at(-1)!.push(...rows);
    else for (let start = 0; start < rows.length; start += most) lane.push(rows.slice(start, start + most));
    writes += 1 + last;
    customers++;
  }
  return lanes;
}

/** Attaches the rows of one transaction, again and again without those that a customer refuses. */
async function attachBatch<Fields extends object>(
  table: Table,
  batch: Batch<Fields>,
  outcomes: EachAttached<Fields>[],
  stamp: Stamp,
): Promise<void> {
  let pending: readonly Row<Fields>[] = batch;
  try {
    while (pending.length > 0) {
      const drawn = pending.map((row) => row.draw());
      const result = await attachDependents(table, drawn, stamp);
      if (result.outcome === 'dependentExists') throw new Error(`the id of ${result.dependent.pk} was taken`);
      if (result.outcome === 'attached') {
        for (const [place, { index }] of pending.entries())
          outcomes[index] = { outcome: 'attached', dependent: result.dependents[place]! };
        return;
      }
      const isRefused = ({ customer }: AttachRow<Fields>) =>
        customerKey(customer) === customerKey(result.customer);
      for (const { index } of pending.filter(isRefused)) outcomes[index] = result;
      pending = pending.filter((row) => !isRefused(row));
      if (!hasTime({ until: table.deadline! })) return;
    }
  } catch (cause) {
    for (const { index } of pending) outcomes[index] = rowFailure(cause);
  }
}
