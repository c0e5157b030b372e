import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/dynamodb/tables.ts';

/** A way to break the guard: a part of an expression, and what is sent instead of it. */
export interface Sabotage {
  readonly part: string;
  readonly instead: string;
  /** A seed whose episode, with eight clients, shows it. */
  readonly seed: number;
  /** Requests of each client after which it has shown; an episode's usual ones when not said. */
  readonly requests?: number;
}

export const SABOTAGE: Readonly<Record<string, Sabotage>> = {
  'a removal that does not look at the links': {
    part: 'linkCount = :none',
    instead: 'linkCount >= :none',
    seed: 10,
    requests: 4,
  },
  'an attach that does not look at the deletion': {
    part: 'attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    instead: 'attribute_not_exists(deactivation)',
    seed: 2,
    requests: 4,
  },
  'an attach that does not look at the deactivation': {
    part: 'attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    instead: 'attribute_not_exists(deletion)',
    seed: 8,
    requests: 4,
  },
  'an attach that no fence shuts out': {
    part: 'creation.requestId = deletion.requestId AND NOT contains(settled, :settled)',
    instead: 'creation.requestId = deletion.requestId AND NOT contains(forgotten, :settled)',
    seed: 10,
    requests: 8,
  },
  'a detach that forgets the count': {
    part: 'ADD linkCount :minusOne',
    instead: 'ADD detached :minusOne',
    seed: 10,
    requests: 4,
  },
  'a dependent that anybody changes': {
    part: 'version = :version',
    instead: 'version >= :version',
    seed: 3,
    requests: 4,
  },
  'a change beside an attach that takes the place of another': {
    part: 'attribute_not_exists(deletion) AND version = :version',
    instead: 'attribute_not_exists(deletion) AND version >= :version',
    seed: 1,
    requests: 4,
  },
  'a fence that is not there': {
    part: 'SET version = version + :one ADD settled :names',
    instead: 'SET fenced = :one ADD forgotten :names',
    seed: 11,
    requests: 4,
  },
  'a fence that the next change takes down': {
    part: 'SET version = version + :one ADD settled :names',
    instead: 'SET fenced = :one ADD settled :names',
    seed: 5,
  },
  'a customer that remembers no request': {
    part: 'profile = :profile, settled = :settled',
    instead: 'profile = :profile, forgotten = :settled',
    seed: 1,
    requests: 4,
  },
  'a dependent that remembers no request': {
    part: '#update = :update, settled = :settled',
    instead: '#update = :update, forgotten = :settled',
    seed: 11,
    requests: 8,
  },
  'a take-back that does not look at the links': {
    part: 'version = :one AND linkCount = :none',
    instead: 'version = :one AND linkCount >= :none',
    seed: 104,
  },
  'a take-back of what others have changed': {
    part: 'version = :one AND linkCount = :none',
    instead: 'version >= :one AND linkCount = :none',
    seed: 87,
    requests: 4,
  },
  'a detach that forgets the recurring count': {
    part: 'ADD linkCount :minusOne, recurringCount :minusOne',
    instead: 'ADD linkCount :minusOne, detached :minusOne',
    seed: 6,
    requests: 6,
  },
  'a number that two take': {
    part: 'attribute_not_exists(pk) OR #next = :number',
    instead: 'attribute_not_exists(pk) OR #next >= :number',
    seed: 2,
  },
  'a row of a batch that is applied again': {
    part: 'attribute_not_exists(rowNo)',
    instead: 'attribute_not_exists(applied)',
    seed: 2,
    requests: 4,
  },
  'a removal of what is protected': {
    part: ' AND attribute_not_exists(protection)',
    instead: '',
    seed: 1,
    requests: 13,
  },
  'a bulk removal of what is protected': {
    part: ' AND protection IS MISSING',
    instead: '',
    seed: 12,
    requests: 8,
  },
  'a protection that the version does not count': {
    part: 'version = version + :one, protection = :stamp',
    instead: 'uncounted = :one, protection = :stamp',
    seed: 70,
    requests: 6,
  },
  'a removal of what was never seen': {
    part: 'version = :version AND creation.requestId = :createdIn',
    instead: 'version >= :version AND creation.requestId = :createdIn',
    seed: 10,
  },
  'a restoration of whoever is there by then': {
    part: 'version = :version AND creation.requestId = :creation AND deletion.requestId = :deletion',
    instead:
      'version = :version AND creation.requestId = :creation AND deletion.requestId = :deletion OR attribute_exists(pk)',
    seed: 5,
    requests: 8,
  },
  'a restoration that forgets the deletion': {
    part: 'SET listKey = :listKey, settled = :settled',
    instead: 'SET listKey = :listKey, forgotten = :settled',
    seed: 5,
    requests: 6,
  },
  'a unique value that is taken back from whoever has it': {
    part: 'holder = :formerOwner',
    instead: 'holder = :formerOwner OR attribute_exists(pk)',
    seed: 12,
  },
  'a unique value that anybody takes': {
    part: 'attribute_not_exists(pk) OR attribute_exists(deletion)',
    instead: 'attribute_not_exists(pk) OR attribute_exists(pk)',
    seed: 1,
    requests: 4,
  },
};

/** The table, with a part of the expressions rewritten on their way to it. */
export function sabotaged({ client, name }: Table, { part, instead }: Sabotage): Table {
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
