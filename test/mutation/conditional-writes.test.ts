import { describe, expect, it } from 'vitest';
import { type Clause, type Condition, clausesOf, mapWrites, withoutClause } from './conditional-writes.ts';

/** The conditions that a command carries. */
function conditionsOf(name: string, input: unknown): Condition[] {
  const conditions: Condition[] = [];
  mapWrites(name, input, (condition, write) => {
    conditions.push(condition);
    return write;
  });
  return conditions;
}

/** A command's input once for each clause, without it. */
function inputsWithoutEach(name: string, input: unknown): unknown[] {
  const clauses = conditionsOf(name, input).flatMap(clausesOf);
  return clauses.map((clause: Clause) =>
    mapWrites(name, input, (condition, write) =>
      condition.condition === clause.condition ? withoutClause(write, clause) : write,
    ),
  );
}

const update = {
  Key: { pk: 'c1', sk: 'CUSTOMER' },
  UpdateExpression: 'SET #update = :stamp',
  ConditionExpression: 'linkCount = :none AND #state = :active',
  ExpressionAttributeNames: { '#update': 'update', '#state': 'state' },
  ExpressionAttributeValues: { ':stamp': 1, ':none': 0, ':active': 'yes' },
};

describe('the conditional writes of a command', () => {
  it('are the command itself, or none', () => {
    const { UpdateExpression, ConditionExpression: condition } = update;
    expect(conditionsOf('Update', update)).toEqual([{ write: `Update ${UpdateExpression}`, condition }]);
    expect(conditionsOf('Get', { Key: update.Key })).toEqual([]);
  });

  it('are the items of a transaction', () => {
    const ConditionExpression = 'attribute_not_exists(pk)';
    const Items = [{ sk: 'CUSTOMER' }, { sk: 'INVOICE' }, { sk: 'TAXID', holder: 'c1' }];
    const TransactItems = [
      ...Items.map((Item) => ({ Put: { Item, ConditionExpression } })),
      { Put: { Item: { sk: 'CREDENTIAL' } } },
    ];

    expect(conditionsOf('TransactWrite', { TransactItems })).toEqual([
      { write: 'Put customer', condition: ConditionExpression },
      { write: 'Put dependent', condition: ConditionExpression },
      { write: 'Put unique key', condition: ConditionExpression },
    ]);
  });

  it('lose a clause, and the names and values that only it refers to', () => {
    const Statement = 'UPDATE "t-receivables" SET a = ?, b = ? WHERE pk = ? AND n = 0 AND c = ? AND d = ?';
    const input = { Statements: [{ Statement, Parameters: ['a', 'b', 'pk', 'c', 'd'] }] };
    const left = (where: string, ...parameters: string[]) => ({
      Statements: [
        {
          Statement: `UPDATE "t-receivables" SET a = ?, b = ? WHERE ${where}`,
          Parameters: ['a', 'b', 'pk', ...parameters],
        },
      ],
    });

    expect(inputsWithoutEach('Update', update)).toEqual([
      {
        ...update,
        ConditionExpression: '#state = :active',
        ExpressionAttributeValues: { ':stamp': 1, ':active': 'yes' },
      },
      {
        ...update,
        ConditionExpression: 'linkCount = :none',
        ExpressionAttributeNames: { '#update': 'update' },
        ExpressionAttributeValues: { ':stamp': 1, ':none': 0 },
      },
    ]);
    expect(inputsWithoutEach('BatchExecuteStatement', input)).toEqual([
      left('pk = ? AND c = ? AND d = ?', 'c', 'd'),
      left('pk = ? AND n = 0 AND d = ?', 'd'),
      left('pk = ? AND n = 0 AND c = ?', 'c'),
    ]);
  });

  it('keep neither names nor values where nothing refers to any', () => {
    const write = {
      ConditionExpression: 'a = :a',
      ExpressionAttributeValues: { ':a': 1 },
      Item: { sk: 'CUSTOMER' },
    };

    expect(inputsWithoutEach('Put', write)).toEqual([
      { ConditionExpression: 'attribute_exists(pk) OR attribute_not_exists(pk)', Item: { sk: 'CUSTOMER' } },
    ]);
  });
});
