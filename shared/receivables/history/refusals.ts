import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { GaveUp } from '../../dynamodb/gave-up.ts';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Origin } from '../../http/operation.ts';
import { log } from '../../log.ts';
import type { CustomerItem } from '../items.ts';
import { type DependentRef, dependentRefOf } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import {
  CUSTOMER,
  entryOrder,
  type HistoryEntry,
  historyEnd,
  historyKey,
  stamped,
  traceKey,
} from './entry.ts';

/** Entries in one transaction: DynamoDB's limit. */
const MOST = 100;

/** Blockers that an entry names. */
const MOST_BLOCKERS = 5;

type Traced = Pick<Origin, 'traceId'>;

/** What became of a delete; only what refused one that is there is kept. */
interface Result {
  readonly outcome: string;
  readonly customer?: CustomerItem;
  readonly linkCount?: number;
}

/**
 * Keeps in the history that deletes were refused, once that is certain: what became of a delete follows from it in no way.
 * It is one attempt, as the caller waits for the answer, which is the same whether the entry was kept or not. A function
 * that ends between the two leaves no entry.
 * @param origin the request: clients are told its trace, which so leads to what was refused
 * @param blockers of the one that was refused, as far as its refusal has read them
 */
export function keepRefusals(
  table: Table,
  results: readonly Result[],
  stamp: Stamp,
  origin: Traced,
  blockers: readonly DependentRef[] = [],
): Promise<void> | undefined {
  // A delete that is allowed does not pay for this.
  if (results.every(({ outcome }) => outcome === 'removed')) return undefined;
  return keep(table, results, stamp, origin, blockers);
}

async function keep(
  table: Table,
  results: readonly Result[],
  stamp: Stamp,
  origin: Traced,
  blockers: readonly DependentRef[],
): Promise<void> {
  try {
    const entries = results
      .map((result) => entryOf(result, stamp, origin, blockers))
      .filter((entry) => entry !== undefined);
    const attempt = { ...table, deadline: performance.now() };
    const parts: HistoryEntry[][] = [];
    for (let start = 0; start < entries.length; start += MOST) parts.push(entries.slice(start, start + MOST));
    await Promise.all(parts.map((part) => put(attempt, part)));
  } catch (error) {
    const { operation, requestId } = stamp;
    // Nothing is wrong with the function where DynamoDB is busy or away.
    const level = error instanceof GaveUp ? 'warn' : 'error';
    log(level, 'a refused delete was not kept in the history', { operation, requestId, error });
  }
}

function entryOf(
  { outcome, customer, linkCount }: Result,
  stamp: Stamp,
  { traceId }: Traced,
  blockers: readonly DependentRef[],
): HistoryEntry | undefined {
  const word = outcome === 'linked' && linkCount === undefined ? 'link_count_unknown' : outcome;
  if (!customer || !isRefusal(word)) return undefined;
  const { pk, creation, version } = customer;
  const named = blockers.slice(0, MOST_BLOCKERS).map(({ kind, id }) => ({ kind, id }));
  return {
    pk: historyKey(pk),
    // Behind the change that led to this version.
    sk: `${entryOrder(creation, version)}#${stamp.at}#${stamp.requestId}`,
    kind: CUSTOMER,
    ...stamped(pk, stamp),
    traceId,
    traceKey: traceKey(dependentRefOf(pk), traceId),
    change: 'delete_refused',
    version,
    refusal: word,
    ...(named.length > 0 && { blockers: named }),
    expiresAt: historyEnd(),
  };
}

const isRefusal = (word: string): word is NonNullable<HistoryEntry['refusal']> =>
  ['linked', 'link_count_unknown', 'changed', 'protected'].includes(word);

/** A repeat of the same request finds its entries, and leaves them as the worker has marked them since. */
async function put(table: Table, entries: readonly HistoryEntry[]): Promise<void> {
  const puts = entries.map((Item) => ({
    Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' },
  }));
  const [first] = puts;
  try {
    if (first && puts.length === 1) await sendWrite(table, new PutCommand(first.Put));
    else await sendWrite(table, new TransactWriteCommand({ TransactItems: puts }));
  } catch (error) {
    if (!isKept(error)) throw error;
  }
}

function isKept(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).every(({ Code }) => Code === 'ConditionalCheckFailed');
}
