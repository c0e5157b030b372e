import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { Tenant } from '../keys.ts';
import { type RecordItem, type RecordRef, recordItemKey } from '../records/record.ts';
import type { Stamp } from '../stamp.ts';

/**
 * What is known of a batch beside its rows and their outcomes. It is stored behind all its rows, so that a batch which is
 * there is whole.
 */
export interface BatchFields {
  /** What is to be done with the rows, in the dialect's terms. */
  readonly task: Readonly<Record<string, string>>;
  /** How many rows there are, counted from 1 on. */
  readonly total: number;
  /** Each chunk's first row. */
  readonly chunks: readonly number[];
  /** The chunk that is applied next, counted from 0 on: their number when all of them are. */
  readonly place: number;
  /** How often rows of that chunk have failed for unforeseen reasons. */
  readonly tries: Readonly<Record<string, number>>;
}

export type BatchItem = RecordItem<BatchFields>;

/** Some rows of a batch. A chunk never changes, so that the same Put twice, or late, does no harm. */
export interface ChunkItem {
  readonly pk: string;
  readonly sk: string;
  /** JSON of an array: as a list, an item would take one and a half times the room, and the time to take it apart. */
  readonly rows: string;
  readonly creation: Stamp;
  readonly revision: 1;
  /** Epoch seconds from which the batch is not known any more, as of all its items. DynamoDB removes them later. */
  readonly expiresAt: number;
}

/** What a row was answered with. */
export interface RowOutcome {
  /** Whether nothing was written. */
  readonly failed: boolean;
  /** In the dialect's terms. */
  readonly answer: Readonly<Record<string, unknown>>;
}

/**
 * The outcome of a row, written in the transaction that applies the row, on the condition that there is none. So no row is
 * applied twice, however late an attempt lands, nor once it is refused.
 */
export interface OutcomeItem extends RowOutcome, Pick<ChunkItem, 'pk' | 'sk' | 'revision' | 'expiresAt'> {
  readonly rowNo: number;
  /** Whose row it was, and when it was applied. */
  readonly creation: Stamp;
}

export const batchRef = ({ vendor, tenant }: Tenant, id: string): RecordRef => ({
  ...{ vendor, tenant, kind: 'BATCH', id },
});

export const batchKey = (tenant: Tenant, id: string): string => recordItemKey(batchRef(tenant, id)).pk;

/** Keys of a partition are in the order of their characters. */
const inOrder = (number: number): string => String(number).padStart(4, '0');

export const chunkKey = ({ pk }: { readonly pk: string }, chunk: number) => ({
  pk,
  sk: `ROWS#${inOrder(chunk)}`,
});

export const outcomeKey = ({ pk }: { readonly pk: string }, rowNo: number) => ({
  pk,
  sk: `OUTCOME#${inOrder(rowNo)}`,
});

/** Whether a batch is not known any more, although it may still be stored. */
export const isOver = ({ expiresAt = 0 }: Pick<BatchItem, 'expiresAt'>, at: Date): boolean =>
  expiresAt * 1000 <= at.getTime();

export const putOutcome = (TableName: string, Item: OutcomeItem): TransactionWrite => ({
  Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(rowNo)' },
});
