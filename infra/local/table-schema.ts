import type {
  AttributeDefinition,
  KeySchemaElement,
  Projection,
  StreamSpecification,
} from '@aws-sdk/client-dynamodb';
import type { IndexDefinition } from '../../shared/dynamodb/table-definitions.ts';

type Keys = Pick<IndexDefinition, 'partitionKey' | 'sortKey'>;

/** Each record of a stream holds the item as it was and as it is. */
export const STREAM: StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' };

export const keySchema = ({ partitionKey, sortKey }: Keys): KeySchemaElement[] => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];

/** The attributes that keys are made of, each once. */
export const attributesOf = (...keys: readonly Keys[]): AttributeDefinition[] =>
  [...new Set(keys.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]))].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  }));

export const projectionOf = ({ projects }: IndexDefinition): Projection =>
  projects.length > 0
    ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projects] }
    : { ProjectionType: 'KEYS_ONLY' };
