import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

type Item = Readonly<Record<string, unknown>>;

/** One write of one item, as a stream tells it. */
export interface Change {
  /** Names the write, however often it is told. */
  readonly id: string;
  /** Its place in the stream. */
  readonly sequenceNumber: string;
  /** `MODIFY` also where nothing is another than before: the embedded engine tells such writes too. */
  readonly kind: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: { readonly pk: string; readonly sk: string };
  /** The item before it; undefined of a new one. */
  readonly before: Item | undefined;
  /** The item after it; undefined of one that was removed. */
  readonly after: Item | undefined;
  /** Whether DynamoDB removed it because its time was over. */
  readonly isExpiry: boolean;
}

/** @throws when it is no record of a table whose stream has both images */
export function changeIn({ eventID, eventName, dynamodb, userIdentity }: DynamoDBRecord): Change {
  const { Keys, SequenceNumber, OldImage, NewImage } = dynamodb ?? {};
  if (!eventID || !eventName || !Keys || !SequenceNumber || !(OldImage || NewImage))
    throw new Error('it is no stream record with both images');
  return {
    id: eventID,
    sequenceNumber: SequenceNumber,
    kind: eventName,
    keys: itemOf(Keys) as Change['keys'],
    before: OldImage && itemOf(OldImage),
    after: NewImage && itemOf(NewImage),
    isExpiry: userIdentity?.principalId === 'dynamodb.amazonaws.com',
  };
}

// Lambda's type of an attribute has binary values in base64, as its JSON does; no item of ours has any.
const itemOf = (image: NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['Keys']>): Item =>
  unmarshall(image as Parameters<typeof unmarshall>[0]);
