import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { addAlarms } from './alarms.ts';
import { addDashboard } from './dashboard.ts';
import type { MonitoringStackProps } from './stack-props.ts';

/** What watches a stage: alarms, the topic that they tell, and a dashboard. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    const { stage, apiId, table, workers } = props;
    const topic = this.addTopic(stage);
    addAlarms(this, topic, stage, { apiId, dialects: Object.keys(table), workers });
    const dashboard = addDashboard(this, stage, { apiId, table, workers });

    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn });
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards:name=${dashboard}`,
    });
  }

  private addTopic({ name, alarmEmail }: Stage): Topic {
    const topic = new Topic(this, 'Alarms', { topicName: `offboard-${name}-alarms`, enforceSSL: true });
    // With a policy of its own the topic loses the one that let the account's alarms publish.
    topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
    return topic;
  }
}
