import { Stack } from 'aws-cdk-lib';
import { describe, expect, it, vi } from 'vitest';
import { contextOf } from '../../../infra/context.ts';
import { resourceNames } from '../../../infra/names.ts';
import { addService } from '../../../infra/stacks/service.ts';
import { stageNamed, stages } from '../../../infra/stages.ts';
import { emptyCode, newApp, synthesize } from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

const synthesized = Object.values(stages).map((stage) => ({ stage, ...synthesize(stage) }));

/** Properties that fix a name which must be free in the account. */
const NAMES = [
  'ArchiveName',
  'QueueName',
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

  it('are named by the context, with the number of indexes to make where there shall not be all', () => {
    expect(contextOf(newApp())).toEqual({ stage: stages.dev, indexes: undefined });
    for (const stage of Object.values(stages))
      expect(contextOf(newApp({ stage: stage.name })).stage).toBe(stage);
    expect(contextOf(newApp({ indexes: '1' })).indexes).toBe(1);
    expect(contextOf(newApp({ indexes: '4' })).indexes).toBe(4);
    expect(() => contextOf(newApp({ stage: 'qa' }))).toThrow('there is no stage "qa"');
  });

  it.each(['0', '5', 'all', '1.5', ''])('%j is no number of indexes, and one line says so', (indexes) => {
    expect(() => contextOf(newApp({ indexes }))).toThrow(
      expect.objectContaining({
        name: 'StartupError',
        message: `indexes is "${indexes}": use a number from 1 to 4`,
      }),
    );
  });

  it('share no physical name, and no template names another stage', () => {
    const seen = new Set<string>();
    for (const { stage, stacks } of synthesized) {
      const templates = Object.values(stacks);
      const names = templates.flatMap((template) =>
        Object.values(template.toJSON().Resources as Record<string, { Type: string; Properties?: object }>)
          .filter(({ Type }) => Type !== 'AWS::Lambda::Permission')
          .flatMap(({ Properties = {} }) => Object.entries(Properties))
          .filter(([property, name]) => NAMES.includes(property) && typeof name === 'string')
          .map(([, name]) => name as string),
      );
      expect(names.length).toBeGreaterThan(35);
      for (const name of names) {
        expect(name).toContain(`offboard-${stage.name}`);
        expect(seen).not.toContain(name);
        seen.add(name);
      }
      const others = Object.keys(stages).filter((name) => name !== stage.name);
      const text = JSON.stringify(templates.map((template) => template.toJSON()));
      expect(text).not.toMatch(new RegExp(`offboard-(${others.join('|')})`));
    }
  });

  it.each(synthesized)('$stage.name puts out what its users and operators need', ({ stage, stacks }) => {
    const outputs = Object.values(stacks).flatMap((template) =>
      Object.entries((template.toJSON().Outputs ?? {}) as Record<string, { Value: unknown }>)
        // What other stacks read.
        .filter(([name]) => !name.startsWith('PublishOutput'))
        .map(([name, { Value }]) => [name, Value]),
    );
    const attribute = (name: string) => ({ 'Fn::GetAtt': [expect.any(String), name] });
    expect(Object.fromEntries(outputs)).toEqual({
      ReceivablesTable: { Ref: expect.any(String) },
      CredentialsTable: { Ref: expect.any(String) },
      FilesBucket: { Ref: expect.any(String) },
      EventBusName: { Ref: expect.any(String) },
      UndeliveredEventsArn: attribute('Arn'),
      SigningKeyAlias: resourceNames(stage.name).signingKeyAlias,
      SigningKeyArn: attribute('Arn'),
      ApiUrl: attribute('ApiEndpoint'),
      GivenUpRecords: { Ref: expect.any(String) },
      AlarmTopicArn: { Ref: expect.any(String) },
      ...(stage.name !== 'prod' && {
        ConsoleUrl: { 'Fn::Join': ['', ['https://', attribute('DomainName'), '/']] },
      }),
      DashboardUrl: expect.objectContaining({
        'Fn::Join': ['', expect.arrayContaining([`#dashboards:name=offboard-${stage.name}`])],
      }),
    });
  });

  it.each(synthesized)(
    '$stage.name is made of a stack for each dialect and five more, perhaps a console’s, and none holds another one fast',
    (each) => {
      const dialects = ['amili', 'beel', 'beel-flat', 'enkash', 'operator'];
      expect(Object.keys(each.stacks).sort()).toEqual(
        [
          ...[...dialects, 'api', 'data', 'entry', 'monitoring', 'workers'],
          ...(each.stage.name === 'prod' ? [] : ['console']),
        ].sort(),
      );
      const text = JSON.stringify(Object.values(each.stacks).map((template) => template.toJSON()));
      expect(text).not.toMatch(/"Export"|ImportValue/);
      expect(text).toContain('GetStackOutput');
    },
  );

  it.each(synthesized)('$stage.name protects its stacks as its settings say', ({ stage, artifacts }) => {
    const stacks = Object.values(artifacts);
    expect(stacks.map(({ environment }) => environment.name)).toEqual(
      stacks.map(() => 'aws://unknown-account/unknown-region'),
    );
    expect(stacks.map(({ terminationProtection = false }) => terminationProtection)).toEqual(
      stacks.map(() => stage.name === 'prod'),
    );
  });

  it.each(synthesized)('$stage.name has its entry deployed last', ({ stage, artifacts }) => {
    // A stage may not name a route that does not exist yet.
    expect(artifacts.entry!.dependencies.map(({ id }) => id)).toEqual(
      expect.arrayContaining(
        ['api', 'enkash', 'amili', 'beel', 'beel-flat', 'operator'].map(
          (part) => `offboard-${stage.name}-${part}`,
        ),
      ),
    );
  });

  it('are made for the account that the CDK CLI names, and for any where it names none', () => {
    const accounts = () => {
      const app = newApp();
      addService(app, stages.dev, emptyCode(), { workers: testedWorkers });
      return app.node.children.filter(Stack.isStack).map(({ account, region }) => `${account}/${region}`);
    };
    expect(accounts()).toEqual(Array(11).fill(expect.stringMatching(/^\$\{Token.+\/\$\{Token/)));
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '123456789012');
    vi.stubEnv('CDK_DEFAULT_REGION', 'eu-central-1');
    expect(accounts()).toEqual(Array(11).fill('123456789012/eu-central-1'));
    vi.unstubAllEnvs();
  });
});
