import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, type CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it, vi } from 'vitest';
import { addService } from '../../../infra/stacks/service.ts';
import { stages } from '../../../infra/stages.ts';
import { emptyCode, newApp } from '../synthesized.ts';
import { testedWorkers } from '../workers.ts';

/** The rules of cdk-nag, which also say at how many resources they looked: a run that looks at none finds nothing. */
class CountingChecks extends AwsSolutionsChecks {
  resources = 0;

  protected override checkResource(resource: CfnResource): void {
    this.resources += 1;
    super.checkResource(resource);
  }
}

function findings(app: App) {
  const checks = new CountingChecks(app);
  const { violations } = checks.validateScope(app);
  return { resources: checks.resources, violations: violations.map(({ ruleName }) => ruleName) };
}

/** Every acknowledged rule and its reason. */
function acknowledged(app: App): Map<string, Set<string>> {
  const reasons = new Map<string, Set<string>>();
  for (const { metadata } of app.node.findAll().map(({ node }) => node)) {
    for (const { type, data } of metadata) {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) continue;
      for (const [rule, reason] of Object.entries(data as Record<string, string>)) {
        reasons.set(rule, (reasons.get(rule) ?? new Set()).add(reason));
      }
    }
  }
  return reasons;
}

describe.each(Object.values(stages))('the AWS Solutions rules on $name', (stage) => {
  const app = newApp();
  addService(app, stage, emptyCode(), { workers: testedWorkers });

  it('find nothing in more than a hundred resources', () => {
    const { resources, violations } = findings(app);
    expect(violations).toEqual([]);
    expect(resources).toBeGreaterThan(100);
  });

  it('are acknowledged where they must be, with a reason', () => {
    const reasons = acknowledged(app);
    expect([...reasons.keys()].map((rule) => rule.replace(/^Annotation::/i, '')).sort()).toEqual([
      // Routes without an authorizer: only the function can answer 401 in its vendor's envelope.
      'AwsSolutions-APIG4',
      // The console's distribution: anywhere, without a firewall, a log of its own and, here, a domain of its own.
      ...(stage.name === 'prod'
        ? []
        : ['CFR1', 'CFR2', 'CFR3', 'CFR4'].map((rule) => `AwsSolutions-${rule}`)),
      // Traces, and names of objects that Lambda makes up.
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::<GivenUp.Arn>/aws/lambda/*]',
      // Names of pages, which change with what is in them.
      ...(stage.name === 'prod' ? [] : ['AwsSolutions-IAM5[Resource::<Pages127DFD1A.Arn>/*]']),
      // Files, each with a key of its own.
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::offboard-${stage.name}-files-<AWS::AccountId>-<AWS::Region>/amili/*]`,
      // No access log of the buckets of files and of records that were given up.
      'AwsSolutions-S1',
      // The queue for events that were not delivered has none behind it.
      'AwsSolutions-SQS3',
    ]);
    for (const each of reasons.values()) expect([...each].join()).toMatch(/^.{40,}$/);
  });
});

it('the rules find nothing either where the CDK CLI knows account and region', () => {
  vi.stubEnv('CDK_DEFAULT_ACCOUNT', '111122223333');
  vi.stubEnv('CDK_DEFAULT_REGION', 'eu-north-1');
  const app = newApp();
  addService(app, stages.dev, emptyCode());
  vi.unstubAllEnvs();
  expect(findings(app).violations).toEqual([]);
});

it('a finding stops the synthesis', () => {
  const app = newApp();
  addService(app, stages.dev, emptyCode());
  new Topic(new Stack(app, 'other'), 'WithoutTls');
  expect(findings(app).violations).toEqual(['AwsSolutions-SNS3']);
  expect(() => app.synth()).toThrow("Acknowledge with 'AwsSolutions::AwsSolutions-SNS3'");
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  expect(report.pluginReports[0]).toMatchObject({ pluginName: 'AwsSolutions', conclusion: 'failure' });
});
