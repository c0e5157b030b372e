import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/dynamodb/tables.ts';

/** Ways to break the guard: a part of an expression, and what takes its place. */
export const SABOTAGE: Readonly<Record<string, readonly [part: string, instead: string]>> = {
  'a removal that does not look at the links': ['linkCount = :none', 'linkCount >= :none'],
  'an attach that does not look at the deletion': [
    'attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    'attribute_not_exists(deactivation)',
  ],
  'an attach that does not look at the deactivation': [
    'attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    'attribute_not_exists(deletion)',
  ],
  'a detach that forgets the count': ['ADD linkCount :minusOne', 'SET detached = :minusOne'],
  'a holder that anybody changes': ['version = :version', 'version >= :version'],
  'a fence that is not there': [
    'version = version + :one ADD settled :names',
    'fenced = :one ADD forgotten :names',
  ],
  'a customer that remembers no request': ['SET settled = :settled', 'SET forgotten = :settled'],
  'a fence that the next change takes down': [
    'SET version = version + :one ADD settled',
    'SET fences = :one ADD settled',
  ],
  'a unique value that anybody takes': [
    'attribute_not_exists(pk) OR attribute_exists(deletion)',
    'attribute_not_exists(pk) OR attribute_exists(pk)',
  ],
  'a holder that remembers no request': [
    '#update = :stamp, settled = :settled',
    '#update = :stamp, forgotten = :settled',
  ],
};

/** The table behind somebody who rewrites a part of the expressions on their way. */
export function sabotaged({ client, name }: Table, [part, instead]: readonly [string, string]): Table {
  const rewrite = (input: unknown): unknown => {
    if (typeof input === 'string') return input.replace(part, instead);
    if (Array.isArray(input)) return input.map(rewrite);
    if (input === null || Object.getPrototypeOf(input) !== Object.prototype) return input;
    return Object.fromEntries(Object.entries(input as object).map(([key, value]) => [key, rewrite(value)]));
  };
  // biome-ignore lint/suspicious/noExplicitAny: a command of any kind
  const send = (command: any) => client.send(new command.constructor(rewrite(command.input)));
  return { name, client: { send } as unknown as DynamoDBDocumentClient };
}
