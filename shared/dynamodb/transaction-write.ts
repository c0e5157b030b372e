import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** One of the writes or condition checks of a transaction. */
export type TransactionWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
