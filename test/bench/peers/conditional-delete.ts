import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

interface Delete {
  readonly company: string | undefined;
  readonly customerId: string | undefined;
  readonly by: string | undefined;
  readonly requestId: string;
}

/** The one conditional delete that the guard writes: baseline and peers send it too. */
export function conditionalDelete({ company, customerId, by, requestId }: Delete): UpdateCommand {
  const at = new Date().toISOString();
  return new UpdateCommand({
    TableName: process.env.RECEIVABLES_TABLE,
    Key: { pk: `enkash#${company}#${customerId}`, sk: 'CUSTOMER' },
    UpdateExpression: 'SET deletion = :stamp, #update = :stamp, version = version + :one',
    ConditionExpression:
      'linkCount = :none AND attribute_not_exists(deletion) AND NOT contains(settled, :settled)',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':stamp': { at, by, requestId },
      ':one': 1,
      ':none': 0,
      ':settled': `${at} ${requestId}`,
    },
    ReturnValues: 'ALL_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}

/** A handler that sends it and returns. */
export const bareDelete =
  (client: DynamoDBDocumentClient) =>
  async (event: APIGatewayProxyEventV2, { awsRequestId: requestId }: Context) => {
    const company = event.queryStringParameters?.parentCompanyId;
    const customerId = event.pathParameters?.customerId;
    await client.send(conditionalDelete({ company, customerId, by: 'raw', requestId }));
    return { statusCode: 200, body: '' };
  };

/** Tells, after a refusal, whether the customer is gone or linked. */
export const statusOfRefusal = ({ Item }: Refusal): number => (!Item || Item.deletion ? 404 : 422);

interface Refusal {
  readonly Item?: { readonly deletion?: unknown } | undefined;
}
