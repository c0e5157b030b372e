import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { resourceNames } from '../names.ts';
import { addBucket } from './bucket.ts';
import { addEventBus } from './event-bus.ts';
import { SigningKey } from './signing-key.ts';
import type { FunctionCode, ServiceStackProps } from './stack-props.ts';
import { addTable } from './table.ts';

export interface DataStackProps extends ServiceStackProps {
  readonly code: FunctionCode;
  /** How many of the receivables table's indexes are made; all of them when not said. */
  readonly indexes?: number | undefined;
}

/** What outlives every deployment: both tables, the bucket of files, the bus of events and the key that signs tokens. */
export class DataStack extends Stack {
  readonly receivables: Table;
  readonly credentials: Table;
  readonly signingKey: SigningKey;
  readonly eventBus: EventBus;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { stage, code, indexes } = props;
    const names = resourceNames(stage.name);
    this.receivables = addTable(this, 'Receivables', {
      stage,
      name: 'receivables',
      tableName: names.receivablesTable,
      indexes,
    });
    this.credentials = addTable(this, 'Credentials', {
      stage,
      name: 'credentials',
      tableName: names.credentialsTable,
    });
    const files = addBucket(this, 'Files', stage);
    const { bus, undelivered } = addEventBus(this, stage);
    this.eventBus = bus;
    this.signingKey = new SigningKey(this, 'TokenSigning', { stage, code });

    new CfnOutput(this, 'ReceivablesTable', { value: this.receivables.tableName });
    new CfnOutput(this, 'CredentialsTable', { value: this.credentials.tableName });
    new CfnOutput(this, 'FilesBucket', { value: files.bucketName });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
    new CfnOutput(this, 'UndeliveredEventsArn', { value: undelivered.queueArn });
    new CfnOutput(this, 'SigningKeyAlias', { value: names.signingKeyAlias });
    new CfnOutput(this, 'SigningKeyArn', { value: this.signingKey.keyArn });
  }
}
