import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import { stages } from '../../../infra/stages.ts';
import { synthesize, synthesizeAnew } from '../synthesized.ts';

/** What the stacks of version 0.1.0 hold that a deployment of today must find again: a new id would be a new thing. */
const KEPT = {
  data: {
    Receivables6E441C71: 'AWS::DynamoDB::Table',
    CredentialsF8F243AA: 'AWS::DynamoDB::Table',
    TokenSigningKeyA0F5B4A7: 'AWS::KMS::Key',
    TokenSigningAliasE201508C: 'AWS::KMS::Alias',
    TokenSigningInfraReadPublicKeyLogE853E31F: 'AWS::Logs::LogGroup',
    TokenSigningInfraReadPublicKeyRoleDD5CF3FE: 'AWS::IAM::Role',
    InfraReadPublicKey: 'AWS::Lambda::Function',
    TokenSigningPublicKeyE289656C: 'Custom::PublicKey',
  },
  api: { ApiF70053CD: 'AWS::ApiGatewayV2::Api' },
  monitoring: { Alarms04B5A0BF: 'AWS::SNS::Topic', Dashboard9E4231ED: 'AWS::CloudWatch::Dashboard' },
};

/** What its stacks import of each other. */
const EXPORTED = {
  data: {
    ExportsOutputFnGetAttReceivables6E441C71ArnB6886C34: ['Receivables6E441C71', 'Arn'],
    ExportsOutputFnGetAttCredentialsF8F243AAArnF4569134: ['CredentialsF8F243AA', 'Arn'],
    ExportsOutputFnGetAttTokenSigningKeyA0F5B4A7ArnADC120A4: ['TokenSigningKeyA0F5B4A7', 'Arn'],
    ExportsOutputFnGetAttTokenSigningPublicKeyE289656CPublicKey3975E28A: [
      'TokenSigningPublicKeyE289656C',
      'PublicKey',
    ],
  },
  api: { ExportsOutputRefApiF70053CD5653BA4D: ['ApiF70053CD'] },
};

const exportsOf = (template: Template) =>
  Object.fromEntries(
    Object.entries(
      template.toJSON().Outputs as Record<
        string,
        { Value: { Ref?: string; 'Fn::GetAtt'?: string[] }; Export?: { Name: string } }
      >,
    )
      .filter(([, { Export }]) => Export)
      .map(([name, { Value, Export }]) => [Export?.Name, [name, Value['Fn::GetAtt'] ?? [Value.Ref]]]),
  );

describe('a stage that version 0.1.0 deployed', () => {
  it('keeps its tables, key, API address, topic and dashboard', () => {
    const { stacks } = synthesize(stages.prod);
    for (const [part, kept] of Object.entries(KEPT)) {
      const { Resources } = stacks[part]!.toJSON();
      for (const [id, type] of Object.entries(kept)) expect([id, Resources[id]?.Type]).toEqual([id, type]);
    }
    expect(stacks.api!.toJSON().Resources.ApiF70053CD.Properties).toEqual({
      Name: 'offboard-prod',
      ProtocolType: 'HTTP',
      Tags: { service: 'offboard', stage: 'prod' },
    });
  });

  it('can still import what it imports while references are "both", and nothing new imports', () => {
    // The CDK warns that this is for a while only.
    const warning = vi.spyOn(console, 'error').mockReturnValue();
    const { stacks } = synthesizeAnew(
      stages.prod,
      {},
      { '@aws-cdk/core:defaultCrossStackReferences': 'both' },
    );
    warning.mockRestore();
    for (const [part, exported] of Object.entries(EXPORTED)) {
      // What came later may export more, which nobody imports.
      expect(exportsOf(stacks[part]!)).toMatchObject(
        Object.fromEntries(
          Object.entries(exported).map(([name, value]) => [`offboard-prod-${part}:${name}`, [name, value]]),
        ),
      );
    }
    expect(JSON.stringify(Object.values(stacks).map((template) => template.toJSON()))).not.toContain(
      'ImportValue',
    );
  });
});
