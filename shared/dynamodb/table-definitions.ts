/** A global secondary index. Each is sparse: an item without both its attributes is not in it. */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes that it holds beside the keys of table and index. */
  readonly projects: readonly string[];
}

export interface TableDefinition {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly timeToLive: string;
  /** Whether each write leaves a record with the item as it was and as it is, for workers to read. */
  readonly stream: boolean;
  readonly indexes: readonly IndexDefinition[];
}

/**
 * Keys, indexes and streams of both tables as data: CDK and the local stack make the same tables from it. No decision
 * ever reads an index: indexes are for showing.
 *
 * CloudFormation adds one index a deployment, so those are here that lists and histories will need; what nobody writes
 * yet is empty and costs nothing. A new one goes to the end: infra/README.md counts on the order.
 *
 * The history of a customer needs none: its entries lie in a partition of their own, beside the customer's, so that one
 * strongly consistent Query reads them in their order. Nor does the feed of events: each of its lanes is a partition.
 */
export const tableDefinitions = {
  receivables: {
    partitionKey: 'pk',
    sortKey: 'sk',
    timeToLive: 'expiresAt',
    stream: true,
    indexes: [
      // A dependent has customerKey only while it blocks its customer's deletion.
      { name: 'links-by-customer', partitionKey: 'customerKey', sortKey: 'pk', projects: [] },
      // Lists. `listKey` is `<vendor>#<tenant>#<KIND>#<STATE>#<shard>`, `listOrder` the dialect's default order and the
      // id, `listed` the values that lists filter and sort by: set by the write that sets what they are made of.
      { name: 'listed-by-tenant', partitionKey: 'listKey', sortKey: 'listOrder', projects: ['listed'] },
      // What a request changed: `requestKey` is `<vendor>#<tenant>#<requestId>`. Entries of histories alone have it:
      // an item itself knows but its last request, and so no delete that is carried out pays for an index.
      { name: 'changes-by-request', partitionKey: 'requestKey', sortKey: 'pk', projects: [] },
      // The deletes that were refused to a trace, whose id is what clients are told: `traceKey` is
      // `<vendor>#<tenant>#<traceId>`. Entries of refusals alone have it.
      { name: 'refusals-by-trace', partitionKey: 'traceKey', sortKey: 'pk', projects: [] },
    ],
  },
  credentials: { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'expiresAt', stream: false, indexes: [] },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof tableDefinitions;

/** The indexes of the receivables table. */
export type IndexName = (typeof tableDefinitions)['receivables']['indexes'][number]['name'];
