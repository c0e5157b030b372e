import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The baseline: the one conditional delete that the guard writes, sent by a bare handler that then returns. */
export async function handler(event: APIGatewayProxyEventV2, { awsRequestId }: Context) {
  const company = event.queryStringParameters?.parentCompanyId;
  const at = new Date().toISOString();
  await client.send(
    new UpdateCommand({
      TableName: process.env.RECEIVABLES_TABLE,
      Key: { pk: `enkash#${company}#${event.pathParameters?.customerId}`, sk: 'CUSTOMER' },
      UpdateExpression: 'SET deletion = :stamp, #update = :stamp, version = version + :one',
      ConditionExpression:
        'linkCount = :none AND attribute_not_exists(deletion) AND NOT contains(settled, :settled)',
      ExpressionAttributeNames: { '#update': 'update' },
      ExpressionAttributeValues: {
        ':stamp': { at, by: 'raw', requestId: awsRequestId },
        ':one': 1,
        ':none': 0,
        ':settled': `${at} ${awsRequestId}`,
      },
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
  return { statusCode: 200, body: '' };
}
