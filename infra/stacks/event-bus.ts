import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import { Archive, type CfnEventBus, EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';

export interface StageEventBus {
  readonly bus: EventBus;
  /** For what a target of a rule did not take, where the rule names it. */
  readonly undelivered: Queue;
}

/**
 * The bus that tells of changes, with an archive to replay them from. Who wants them adds rules of their own; a bus has no
 * place for what a target does not take, so one queue for all of them is here, with an alarm on it.
 */
export function addEventBus(stack: Stack, { name, removalPolicy, eventArchiveDays }: Stage): StageEventBus {
  const { eventBus, undeliveredEvents } = resourceNames(name);
  const bus = new EventBus(stack, 'Events', {
    eventBusName: eventBus,
    description: `Changes of customers and of what refers to them, on ${name}: CloudEvents 1.0 in their detail`,
  });
  bus.applyRemovalPolicy(removalPolicy);
  const archive = new Archive(stack, 'EventArchive', {
    archiveName: `${eventBus}-events`,
    description: 'Every event of the service, to be replayed',
    sourceEventBus: bus,
    eventPattern: { source: [`/offboard/${name}`] },
    retention: Duration.days(eventArchiveDays),
  });
  archive.applyRemovalPolicy(removalPolicy);
  const undelivered = new Queue(stack, 'UndeliveredEvents', {
    queueName: undeliveredEvents,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy,
  });
  undelivered.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [undelivered.queueArn],
      conditions: { ArnLike: { 'aws:SourceArn': `${rulesOf(stack, bus)}/*` } },
    }),
  );
  Validations.of(undelivered).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself the queue for what was not delivered: the rules that name it are their owners’',
  });
  return { bus, undelivered };
}

/** What the ARNs of all rules of a bus begin with. */
const rulesOf = ({ partition, region, account }: Stack, bus: EventBus): string =>
  `arn:${partition}:events:${region}:${account}:rule/${(bus.node.defaultChild as CfnEventBus).name}`;
