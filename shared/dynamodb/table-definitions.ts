/** Keys and indexes of both tables as data: CDK and the local stack make the same tables from it. */
export const tableDefinitions = {
  receivables: {
    partitionKey: 'pk',
    sortKey: 'sk',
    timeToLive: 'expiresAt',
    indexes: [
      // Sparse: a dependent has customerKey only while it blocks its customer's deletion. For showing, never for deciding.
      { name: 'links-by-customer', partitionKey: 'customerKey', sortKey: 'pk' },
    ],
  },
  credentials: { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'expiresAt', indexes: [] },
} as const;
