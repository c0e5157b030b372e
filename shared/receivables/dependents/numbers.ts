import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { Tenant } from '../keys.ts';

/** Counts the numbers of one series in one period, without gaps. Neither name may contain '#'. */
export interface Counter extends Tenant {
  readonly series: string;
  /** `2026`, `2026-11`, or nothing where the series never begins again. */
  readonly period: string;
}

/** A number that a dependent takes: the next one, as it was read. */
export interface NumberTaken {
  readonly counter: Counter;
  readonly number: number;
}

const counterKey = ({ vendor, tenant, series, period }: Counter) => ({
  pk: `${vendor}#${tenant}#NUMBERS#${series}#${period}`,
  sk: 'NUMBERS',
});

/** The next number. It is taken only by the write that gives it to a dependent. @param initial the first number of all */
export async function readNextNumber(table: Table, counter: Counter, initial: number): Promise<number> {
  const get = new GetCommand({ TableName: table.name, Key: counterKey(counter), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  return (Item?.next as number | undefined) ?? initial;
}

/**
 * Counts on: a part of the transaction that gives a dependent its number. All that take a number of this series and
 * period are put in an order by this one item, so that none is given twice and none is left out: where the transaction
 * fails, the number stays the next one.
 */
export const takeNumber = ({ name }: Table, { counter, number }: NumberTaken): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: counterKey(counter),
    UpdateExpression: 'SET #next = :after ADD revision :one',
    ConditionExpression: 'attribute_not_exists(pk) OR #next = :number',
    ExpressionAttributeNames: { '#next': 'next' },
    ExpressionAttributeValues: { ':after': number + 1, ':number': number, ':one': 1 },
  },
});
