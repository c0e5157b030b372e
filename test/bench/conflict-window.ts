import { setTimeout as delay } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactionWrite } from '../../shared/dynamodb/transaction-write.ts';

/** Milliseconds for which a transaction holds its items: a DynamoDB of AWS refuses others on them meanwhile. */
const WINDOW = 8;
/** Milliseconds that a request or an answer takes on the network, at most: time in which others find the items free. */
const NETWORK = 4;

export interface ConflictWindow {
  /** Transactions that were cancelled so far. */
  readonly conflicts: number;
  close(): void;
}

/**
 * Makes the client refuse transactions as DynamoDB does, where another one holds an item of theirs: the embedded engine
 * puts them in a queue instead, and never refuses one.
 */
export function openConflictWindow(client: DynamoDBDocumentClient): ConflictWindow {
  const send = client.send.bind(client) as (command: unknown, options: unknown) => Promise<unknown>;
  const held = new Set<string>();
  let conflicts = 0;
  const transact = async (command: TransactWriteCommand, options: unknown) => {
    await network();
    try {
      return await decide(command, options);
    } finally {
      await network();
    }
  };
  const decide = async (command: TransactWriteCommand, options: unknown) => {
    const keys = (command.input.TransactItems ?? []).map(keyOf);
    const codes = keys.map((key) => (held.has(key) ? 'TransactionConflict' : 'None'));
    if (codes.includes('TransactionConflict')) {
      conflicts++;
      throw cancelled(codes);
    }
    for (const key of keys) held.add(key);
    try {
      const [answer] = await Promise.all([send(command, options), delay(WINDOW)]);
      return answer;
    } finally {
      for (const key of keys) held.delete(key);
    }
  };
  client.send = ((command: unknown, options: unknown) =>
    command instanceof TransactWriteCommand ? transact(command, options) : send(command, options)) as never;
  return {
    get conflicts() {
      return conflicts;
    },
    close: () => {
      client.send = send as never;
    },
  };
}

const network = () => delay(Math.random() * NETWORK);

function keyOf({ Put, Update, Delete, ConditionCheck }: TransactionWrite): string {
  const key = Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key;
  const { pk, sk } = key as { pk: string; sk: string };
  return `${pk} ${sk}`;
}

const cancelled = (codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'injected',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
