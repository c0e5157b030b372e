import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { GaveUp } from '../../dynamodb/gave-up.ts';
import { hasTime, newEffort, sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { ListedValues } from './listing.ts';
import { compareTexts, keysOfRange, type OrderRange } from './order.ts';

/** What the index has of an item. */
export interface Row {
  readonly pk: string;
  readonly listOrder: string;
  readonly listed: ListedValues;
}

/**
 * Rows in one request. A page without a limit would be the whole rest of the partition with the embedded engine, and on
 * AWS some 2,500 rows, the 1 MB of a page.
 */
export const PAGE_ROWS = 2_000;

/**
 * Rows in one request that are looked at. Eight such pages are under way at a time: of 2,000 rows they take a function
 * that looks at 100,000 to 250 MB, of 500 to 160, in the same time.
 */
const PAGE_OF_VALUES = 500;

/** One partition of the index, read from its beginning to its end. */
export class Shard {
  readonly #table: Table;
  readonly #until: number;
  readonly #query: QueryCommandInput;
  #next: Record<string, unknown> | undefined;
  hasEnded = false;

  constructor(
    table: Table,
    listKey: string,
    { range, descending }: { readonly range?: OrderRange | undefined; readonly descending: boolean },
  ) {
    this.#table = table;
    this.#until = newEffort(table).until;
    const [first, last] = keysOfRange(range ?? {});
    // DynamoDB refuses a range that ends before it begins.
    this.hasEnded = compareTexts(first, last) > 0;
    this.#query = {
      TableName: table.name,
      IndexName: 'listed-by-tenant',
      KeyConditionExpression: `listKey = :listKey${range ? ' AND listOrder BETWEEN :first AND :last' : ''}`,
      ExpressionAttributeValues: { ':listKey': listKey, ...(range && { ':first': first, ':last': last }) },
      ScanIndexForward: !descending,
    };
  }

  /** The next rows, without what they are filtered by. */
  async heads(limit: number): Promise<Pick<Row, 'pk' | 'listOrder'>[]> {
    const { Items } = await this.#page({ ProjectionExpression: 'pk, listOrder', Limit: limit });
    return (Items ?? []) as Row[];
  }

  /** The next rows. */
  async rows(): Promise<Row[]> {
    const { Items } = await this.#page({
      ProjectionExpression: 'pk, listOrder, listed',
      Limit: PAGE_OF_VALUES,
    });
    return (Items ?? []) as Row[];
  }

  /** How many rows are left. */
  async countRest(): Promise<number> {
    let count = 0;
    while (!this.hasEnded) count += (await this.#page({ Select: 'COUNT', Limit: PAGE_ROWS })).Count ?? 0;
    return count;
  }

  async #page(of: Partial<QueryCommandInput>) {
    if (this.#next && !hasTime({ until: this.#until }))
      throw new GaveUp('unread', 'a list was not read to its end');
    const command = new QueryCommand({ ...this.#query, ...of, ExclusiveStartKey: this.#next });
    const page = await sendRead(this.#table, command);
    this.#next = page.LastEvaluatedKey;
    this.hasEnded = page.LastEvaluatedKey === undefined;
    return page;
  }
}
