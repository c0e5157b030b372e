import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { configure as serverlessExpress } from '@codegenie/serverless-express';
import express from 'express';
import * as z from 'zod/mini';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';

/** Express on serverless-express, written as services often are: it reads the customer, checks it, then deletes. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const request = z.object({
  customerId: z.string().check(z.regex(/^KC[A-Z0-9]{14}$/)),
  parentCompanyId: z.optional(z.string().check(z.regex(/^CEK[A-Z0-9]{7}$/))),
});
const app = express();

app.delete('/api/v0/customer/:customerId', async (req, res) => {
  const caller = await verifyBearer(req.headers.authorization, ownTokens('enkash')).catch(() => undefined);
  if (!caller) return void res.status(401).json({ response_code: 401 });
  const parsed = request.safeParse({ ...req.params, ...req.query });
  if (!parsed.success) return void res.status(400).json({ response_code: 400, issues: parsed.error.issues });
  const { customerId, parentCompanyId: company = caller.company as string } = parsed.data;
  if (!(caller.companies as string[]).includes(company))
    return void res.status(403).json({ response_code: 403 });

  const TableName = process.env.RECEIVABLES_TABLE;
  const Key = { pk: `enkash#${company}#${customerId}`, sk: 'CUSTOMER' };
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  if (!Item || Item.deletion) return void res.status(404).json({ response_code: 404 });
  if (Item.linkCount !== 0) return void res.status(422).json({ response_code: 422 });
  await client.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET deletion = :stamp, #update = :stamp, version = version + :one',
      ExpressionAttributeNames: { '#update': 'update' },
      ExpressionAttributeValues: {
        ':stamp': { at: new Date().toISOString(), by: caller.sub, requestId: randomUUID() },
        ':one': 1,
      },
    }),
  );
  res.json({ payload: customerId, response_code: 0, response_message: 'Customer deleted' });
});

export const handler = serverlessExpress({ app });
