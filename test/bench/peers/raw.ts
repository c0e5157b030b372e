import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bareDelete } from './conditional-delete.ts';

/** The baseline: the one conditional delete that the guard writes, sent by a bare handler that then returns. */
export const handler = bareDelete(DynamoDBDocumentClient.from(new DynamoDBClient({})));
