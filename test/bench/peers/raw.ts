import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { conditionalDelete } from './conditional-delete.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The baseline: the one conditional delete that the guard writes, sent by a bare handler that then returns. */
export async function handler(event: APIGatewayProxyEventV2, { awsRequestId: requestId }: Context) {
  const company = event.queryStringParameters?.parentCompanyId;
  const customerId = event.pathParameters?.customerId;
  await client.send(conditionalDelete({ company, customerId, by: 'raw', requestId }));
  return { statusCode: 200, body: '' };
}
