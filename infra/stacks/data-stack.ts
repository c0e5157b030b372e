import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { tableDefinitions } from '../../shared/dynamodb/table-definitions.ts';
import { resourceNames } from '../names.ts';
import { SigningKey } from './signing-key.ts';
import type { FunctionCode, ServiceStackProps } from './stack-props.ts';

type TableName = keyof typeof tableDefinitions;

/** What outlives every deployment: both tables and the key that signs tokens. */
export class DataStack extends Stack {
  readonly receivables: Table;
  readonly credentials: Table;
  readonly signingKey: SigningKey;

  constructor(scope: Construct, id: string, props: ServiceStackProps & { readonly code: FunctionCode }) {
    super(scope, id, props);
    const { stage, code } = props;
    const names = resourceNames(stage.name);
    this.receivables = this.table('receivables', names.receivablesTable, props);
    this.credentials = this.table('credentials', names.credentialsTable, props);
    this.signingKey = new SigningKey(this, 'TokenSigning', { stage, code });

    new CfnOutput(this, 'ReceivablesTable', { value: this.receivables.tableName });
    new CfnOutput(this, 'CredentialsTable', { value: this.credentials.tableName });
    new CfnOutput(this, 'SigningKeyAlias', { value: names.signingKeyAlias });
    new CfnOutput(this, 'SigningKeyArn', { value: this.signingKey.keyArn });
  }

  private table(name: TableName, tableName: string, { stage }: ServiceStackProps): Table {
    const { partitionKey, sortKey, timeToLive, indexes } = tableDefinitions[name];
    const table = new Table(this, name === 'receivables' ? 'Receivables' : 'Credentials', {
      tableName,
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      timeToLiveAttribute: timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      // AWS's key for DynamoDB in this account: its use shows in CloudTrail, nobody can delete it by mistake, and no
      // function's role needs a grant on it, as each would on a key of our own.
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: stage.recoveryDays,
      },
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removalPolicy,
    });
    for (const index of indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    return table;
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING });
