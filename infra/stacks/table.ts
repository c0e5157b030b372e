import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import {
  type IndexDefinition,
  type TableDefinition,
  type TableName,
  tableDefinitions,
} from '../../shared/dynamodb/table-definitions.ts';
import type { Stage } from '../stages.ts';

export interface TableProps {
  readonly stage: Stage;
  readonly name: TableName;
  readonly tableName: string;
  /** How many of its indexes are made, in the order of the definition; all of them when not said. */
  readonly indexes?: number | undefined;
}

/** A table as its definition says, on demand, encrypted, and restorable to any second of the last days. */
export function addTable(scope: Construct, id: string, props: TableProps): Table {
  const { stage, tableName } = props;
  const { partitionKey, sortKey, timeToLive, stream, indexes }: TableDefinition =
    tableDefinitions[props.name];
  const table = new Table(scope, id, {
    tableName,
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    timeToLiveAttribute: timeToLive,
    ...(stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
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
  for (const index of indexes.slice(0, props.indexes)) addIndex(table, index);
  return table;
}

const addIndex = (table: Table, { name, partitionKey, sortKey, projects }: IndexDefinition): void =>
  table.addGlobalSecondaryIndex({
    indexName: name,
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    ...(projects.length > 0
      ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projects] }
      : { projectionType: ProjectionType.KEYS_ONLY }),
  });

const text = (name: string) => ({ name, type: AttributeType.STRING });
