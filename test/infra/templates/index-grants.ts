import { expect, it } from 'vitest';
import { stages } from '../../../infra/stages.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { type Resource, referenceOf, resources, synthesizeAnew } from '../synthesized.ts';

/** A list that may query the table too. */
const listCustomers: Operation = {
  name: 'enkash/customers/list-customers',
  route: 'GET /api/v0/customers',
  access: undefined,
  grants: { receivables: ['BatchGetItem', 'Query'], indexes: ['listed-by-tenant'], tokenKey: 'verify' },
};

/** Another one, that may query an index and nothing else. */
const listChanges: Operation = {
  ...listCustomers,
  name: 'enkash/customers/list-changes',
  route: 'GET /api/v0/changes',
  grants: { indexes: ['listed-by-tenant', 'changes-by-request'] },
};

/** A stage whose throttles name no route: these two have none of the service's own. */
const synthesized = synthesizeAnew(
  { ...stages.dev, routeThrottles: {} },
  { table: { enkash: [{ operation: listCustomers }, { operation: listChanges }], service: [] } },
);

const enkash = () => synthesized.stacks.enkash!;

/** What a role may do on DynamoDB. */
const permissionsOf = (name: string): string[] =>
  resources(enkash(), 'AWS::IAM::Role')
    .filter(([id]) => id.startsWith(`${name}Role`))
    .flatMap(([, { Properties }]) => Properties.Policies[0].PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Resource]
        .flat()
        .filter((resource) => resource !== '*')
        .flatMap((resource) =>
          [Action].flat().map((action) => `${action} on ${referenceOf(synthesized, resource)}`),
        ),
    )
    .filter((permission) => permission.startsWith('dynamodb:'))
    .sort();

const tableId = resources(synthesized.data, 'AWS::DynamoDB::Table').find(
  ([, { Properties }]) => Properties.TableName === 'offboard-dev-receivables',
)![0];

it('a grant on an index is Query on that index alone; Query of the table is one of its own', () => {
  expect(permissionsOf('EnkashListCustomers')).toEqual([
    `dynamodb:BatchGetItem on ${tableId}.Arn`,
    `dynamodb:Query on ${tableId}.Arn`,
    `dynamodb:Query on ${tableId}.Arn/index/listed-by-tenant`,
  ]);
  expect(permissionsOf('EnkashListChanges')).toEqual([
    `dynamodb:Query on ${tableId}.Arn/index/changes-by-request`,
    `dynamodb:Query on ${tableId}.Arn/index/listed-by-tenant`,
  ]);
});

it('who may query an index alone is told the table and where it is', () => {
  const functions = new Map<string, Resource>(resources(enkash(), 'AWS::Lambda::Function'));
  expect(functions.get('EnkashListChanges')!.Properties.Environment.Variables).toMatchObject({
    RECEIVABLES_TABLE: 'offboard-dev-receivables',
    AWS_ENDPOINT_URL_DYNAMODB: expect.anything(),
  });
});
