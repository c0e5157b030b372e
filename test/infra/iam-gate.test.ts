import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import type { Grants } from '../../shared/http/operation.ts';
import { type IamGate, openIamGate } from './iam-gate.ts';

let gate: IamGate | undefined;

afterEach(() => gate?.close());

/** What becomes of a Query: how many items it finds, or the name of what refuses it. */
async function query(grants: Grants, index?: [IndexName: string, key: string]): Promise<number | string> {
  gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, grants);
  const client = new DynamoDBClient({ endpoint: gate.endpoint, maxAttempts: 1 });
  const [IndexName, key = 'pk'] = index ?? [];
  try {
    const { Count } = await client.send(
      new QueryCommand({
        TableName: process.env.RECEIVABLES_TABLE,
        ...(IndexName && { IndexName }),
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':value': { S: 'nobody' } },
      }),
    );
    return Count ?? 'no count';
  } catch (error) {
    return (error as Error).name;
  } finally {
    client.destroy();
  }
}

describe('the gate that stands in for IAM', () => {
  it('lets a Query of the table through where the grants name it, and of no index', async () => {
    const grants: Grants = { receivables: ['GetItem', 'Query'] };

    expect(await query(grants)).toBe(0);
    expect(await query(grants, ['listed-by-tenant', 'listKey'])).toBe('AccessDeniedException');
  });

  it('lets a Query of an index through where the grants name that index, and of nothing else', async () => {
    const grants: Grants = { receivables: ['GetItem'], indexes: ['listed-by-tenant'] };

    expect(await query(grants, ['listed-by-tenant', 'listKey'])).toBe(0);
    expect(await query(grants, ['changes-by-request', 'requestKey'])).toBe('AccessDeniedException');
    expect(await query(grants)).toBe('AccessDeniedException');
  });

  it('lets contents of files through by the actions that the grants name', async () => {
    const statusOf = async (method: string, { filesUrl }: IamGate) => {
      const url = `${filesUrl}/amili/1/${crypto.randomUUID()}`;
      return (await fetch(url, { method, ...(method === 'PUT' && { body: 'a' }) })).status;
    };
    gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, { files: ['PutObject'] });
    expect(await statusOf('PUT', gate)).toBe(200);
    expect(await statusOf('GET', gate)).toBe(403);
    gate.close();
    gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, { receivables: ['GetItem'] });
    expect(await statusOf('PUT', gate)).toBe(403);
  });
});
