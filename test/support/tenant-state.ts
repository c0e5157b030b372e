import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { receivables } from '../../shared/dynamodb/tables.ts';

/**
 * Everything stored of a tenant, by key: what must stay as it is when a request is refused. That it was refused is itself
 * written down, in a log item, which is left out.
 */
export async function tenantState(vendor: string, tenant: string): Promise<Map<string, unknown>> {
  const { client, name } = receivables();
  const state = new Map<string, unknown>();
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :tenant)',
        ExpressionAttributeValues: { ':tenant': `${vendor}#${tenant}#` },
        ExclusiveStartKey,
      }),
    );
    for (const item of page.Items ?? []) if (item.sk !== 'LOG_ITEM') state.set(`${item.pk} ${item.sk}`, item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return state;
}
