import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { dialects, operations } from '../../../functions/operations.ts';
import { logicalId } from '../../../infra/names.ts';
import { stages } from '../../../infra/stages.ts';
import type { Grants } from '../../../shared/http/operation.ts';
import { type Resource, referenceOf, resources, synthesize, templateOf } from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

/** One thing that a role may do: `dynamodb:GetItem on Receivables6E441C71.Arn`. */
type Permission = string;

const all = [
  ...operations.map(({ operation }) => operation),
  { name: 'service/unrouted/reject-unrouted', grants: {} as Grants },
];

describe.each(Object.values(stages))('the roles of $name', (stage) => {
  const synthesized = synthesize(stage);
  const { data, stacks } = synthesized;
  const tables = resources(data, 'AWS::DynamoDB::Table');
  const idOfTable = (name: string) =>
    tables.find(([, { Properties }]) => Properties.TableName === `offboard-${stage.name}-${name}`)![0];
  const [[key]] = resources(data, 'AWS::KMS::Key') as [[string, Resource]];
  const [[bus]] = resources(data, 'AWS::Events::EventBus') as [[string, Resource]];

  /** Everything that a function's role may do. */
  function permissionsOf(functionId: string, template: Template): Permission[] {
    const { Properties } = new Map(resources(template, 'AWS::Lambda::Function')).get(functionId)!;
    const [roleId] = Properties.Role['Fn::GetAtt'];
    expect(roleId).toMatch(new RegExp(`${functionId}Role[0-9A-F]{8}$`));
    const role = new Map(resources(template, 'AWS::IAM::Role')).get(roleId)!.Properties;
    expect(Object.keys(role).sort()).toEqual(['AssumeRolePolicyDocument', 'Policies', 'Tags']);
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
    expect(role.Policies).toHaveLength(1);
    return role.Policies[0].PolicyDocument.Statement.flatMap(permissionsIn).sort();
  }

  function permissionsIn({ Effect, Action, Resource, ...rest }: Record<string, unknown>): Permission[] {
    expect([Effect, rest]).toEqual(['Allow', {}]);
    return [Resource].flat().flatMap((resource) => {
      const on = resource === '*' ? '*' : referenceOf(synthesized, resource);
      return [Action].flat().map((action) => `${action} on ${on}`);
    });
  }

  /** Its stack has one log. */
  const everyFunctionMay = (template: Template): Permission[] => {
    const [[log], ...others] = resources(template, 'AWS::Logs::LogGroup') as [[string, Resource]];
    expect(others).toEqual([]);
    return [
      `logs:CreateLogStream on ${log}.Arn`,
      `logs:PutLogEvents on ${log}.Arn`,
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ];
  };

  const bucket = `arn:AWS::Partition:s3:::offboard-${stage.name}-files-AWS::AccountId-AWS::Region`;

  const permissionsOfGrants = ({
    receivables = [],
    indexes = [],
    credentials = [],
    events = [],
    tokenKey,
  }: Grants): Permission[] => [
    ...receivables.map((action) => `dynamodb:${action} on ${idOfTable('receivables')}.Arn`),
    ...indexes.map((index) => `dynamodb:Query on ${idOfTable('receivables')}.Arn/index/${index}`),
    ...credentials.map((action) => `dynamodb:${action} on ${idOfTable('credentials')}.Arn`),
    ...events.map((action) => `events:${action} on ${bus}.Arn`),
    ...(tokenKey === 'sign' ? [`kms:Sign on ${key}.Arn`] : []),
  ];

  it.each(all)(
    '$name may do what its grants say, and write its dialect’s log and traces',
    ({ name, grants }) => {
      const template = templateOf(synthesized, name);
      const { files = [] } = grants;
      const filesOfDialect = `${bucket}/${name.split('/')[0]}/*`;
      const expected = [
        ...permissionsOfGrants(grants),
        ...files.map((action) => `s3:${action} on ${filesOfDialect}`),
        ...everyFunctionMay(template),
      ];
      expect(permissionsOf(logicalId(name), template)).toEqual(expected.sort());
    },
  );

  it('the reader of the public key may read it, and nothing else of the key', () => {
    expect(permissionsOf('InfraReadPublicKey', data)).toEqual([
      `kms:GetPublicKey on ${key}.Arn`,
      ...everyFunctionMay(data),
    ]);
  });

  it.each(testedWorkers)(
    '$name may do what its grants say, follow the stream, and keep what it could not do',
    ({ name, grants }) => {
      const template = stacks.workers!;
      const expected = [
        ...permissionsOfGrants(grants),
        ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
          (action) => `dynamodb:${action} on ${idOfTable('receivables')}.StreamArn`,
        ),
        's3:ListBucket on GivenUp.Arn',
        's3:PutObject on GivenUp.Arn/aws/lambda/*',
        ...everyFunctionMay(template),
      ];
      expect(permissionsOf(logicalId(name), template)).toEqual(expected.sort());
    },
  );

  it('let a function delete an item only to give a key or a lookup up, or to take a customer of many back', () => {
    const deleting = Object.values(stacks).flatMap((template) =>
      resources(template, 'AWS::IAM::Role').filter(([, role]) => JSON.stringify(role).includes('DeleteItem')),
    );
    expect(deleting.map(([id]) => id.replace(/Role[0-9A-F]{8}$/, ''))).toEqual([
      'AmiliUpdateArItem',
      'BeelCreateCustomers',
      'BeelPatchCustomer',
      'BeelDeleteInvoice',
      'BeelFlatCreateCustomers',
      'BeelFlatPutCustomer',
      'BeelFlatDeleteInvoice',
    ]);
  });

  if (stage.name !== 'prod') {
    it('let the publisher of pages write to their bucket and to no other', () => {
      const template = stacks.console!;
      const [[bucket]] = resources(template, 'AWS::S3::Bucket') as [[string, Resource]];
      expect(permissionsOf('InfraPublishPages', template)).toEqual(
        [
          `s3:ListBucket on ${bucket}.Arn`,
          ...['PutObject', 'DeleteObject'].map((action) => `s3:${action} on ${bucket}.Arn/*`),
          ...everyFunctionMay(template),
        ].sort(),
      );
    });
  }

  it('are one for each function, and there is no other policy', () => {
    const roles = Object.entries(stacks).map(([part, template]) => [
      part,
      resources(template, 'AWS::IAM::Role').length,
    ]);
    const { service, ...vendors } = dialects;
    expect(Object.fromEntries(roles)).toEqual({
      data: 1,
      api: service.length + 1,
      ...Object.fromEntries(
        Object.entries(vendors).map(([dialect, operations]) => [dialect, operations.length]),
      ),
      workers: testedWorkers.length,
      ...(stage.name !== 'prod' && { console: 1 }),
      entry: 0,
      monitoring: 0,
    });
    for (const template of Object.values(stacks)) {
      expect(resources(template, 'AWS::IAM::Policy')).toEqual([]);
      expect(resources(template, 'AWS::IAM::ManagedPolicy')).toEqual([]);
      expect(JSON.stringify(template.toJSON())).not.toMatch(/dynamodb:\*|ManagedPolicyArns/);
    }
  });
});
