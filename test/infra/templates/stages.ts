import { Stack } from 'aws-cdk-lib';
import { describe, expect, it, vi } from 'vitest';
import { resourceNames } from '../../../infra/names.ts';
import { addService } from '../../../infra/stacks/service.ts';
import { stageNamed, stages } from '../../../infra/stages.ts';
import { emptyCode, newApp, synthesize } from '../synthesized.ts';

const synthesized = Object.values(stages).map((stage) => ({ stage, ...synthesize(stage) }));

/** Properties that fix a name which must be free in the account. */
const NAMES = [
  'TableName',
  'FunctionName',
  'AliasName',
  'AlarmName',
  'TopicName',
  'DashboardName',
  'RoleName',
  'LogGroupName',
];

describe('stages', () => {
  it('are dev, staging and prod', () => {
    expect(Object.keys(stages)).toEqual(['dev', 'staging', 'prod']);
    for (const [name, stage] of Object.entries(stages)) expect(stageNamed(name)).toBe(stage);
  });

  it.each(['qa', 'toString', '', undefined])('%j is none, and one line says so', (name) => {
    expect(() => stageNamed(name)).toThrow(
      expect.objectContaining({
        name: 'StartupError',
        message: `there is no stage "${name}": use dev, staging, prod`,
      }),
    );
  });

  it('share no physical name, and no template names another stage', () => {
    const seen = new Set<string>();
    for (const { stage, data, api, monitoring } of synthesized) {
      const names = [data, api, monitoring].flatMap((template) =>
        Object.values(template.toJSON().Resources as Record<string, { Type: string; Properties?: object }>)
          .filter(({ Type }) => Type !== 'AWS::Lambda::Permission')
          .flatMap(({ Properties = {} }) => Object.entries(Properties))
          .filter(([property]) => NAMES.includes(property))
          .map(([, name]) => name as string),
      );
      expect(names.length).toBeGreaterThan(50);
      for (const name of names) {
        expect(name).toContain(`offboard-${stage.name}`);
        expect(seen).not.toContain(name);
        seen.add(name);
      }
      const others = Object.keys(stages).filter((name) => name !== stage.name);
      const text = JSON.stringify([data, api, monitoring].map((template) => template.toJSON()));
      expect(text).not.toMatch(new RegExp(`offboard-(${others.join('|')})`));
    }
  });

  it.each(synthesized)(
    '$stage.name puts out what its users and operators need',
    ({ stage, data, api, monitoring }) => {
      const outputs = [data, api, monitoring].flatMap((template) =>
        Object.entries(template.toJSON().Outputs as Record<string, { Value: unknown; Export?: unknown }>)
          .filter(([, { Export }]) => !Export)
          .map(([name, { Value }]) => [name, Value]),
      );
      const attribute = (name: string) => ({ 'Fn::GetAtt': [expect.any(String), name] });
      expect(Object.fromEntries(outputs)).toEqual({
        ReceivablesTable: { Ref: expect.any(String) },
        CredentialsTable: { Ref: expect.any(String) },
        SigningKeyAlias: resourceNames(stage.name).signingKeyAlias,
        SigningKeyArn: attribute('Arn'),
        ApiUrl: attribute('ApiEndpoint'),
        AlarmTopicArn: { Ref: expect.any(String) },
        DashboardUrl: expect.objectContaining({
          'Fn::Join': ['', expect.arrayContaining([`#dashboards:name=offboard-${stage.name}`])],
        }),
      });
    },
  );

  it('are made for the account that the CDK CLI names, and for any where it names none', () => {
    const accounts = () => {
      const app = newApp();
      addService(app, stages.dev, emptyCode());
      return app.node.children.filter(Stack.isStack).map(({ account, region }) => `${account}/${region}`);
    };
    expect(accounts()).toEqual(Array(3).fill(expect.stringMatching(/^\$\{Token.+\/\$\{Token/)));
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '123456789012');
    vi.stubEnv('CDK_DEFAULT_REGION', 'eu-central-1');
    expect(accounts()).toEqual(Array(3).fill('123456789012/eu-central-1'));
    vi.unstubAllEnvs();
  });
});
