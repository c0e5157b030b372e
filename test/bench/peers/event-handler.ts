import { randomUUID } from 'node:crypto';
import { Router } from '@aws-lambda-powertools/event-handler/http';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import { conditionalDelete, statusOfRefusal } from './conditional-delete.ts';

/** The event handler of Powertools for AWS Lambda, with one conditional delete. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const request = z.object({
  customerId: z.string().check(z.regex(/^KC[A-Z0-9]{14}$/)),
  parentCompanyId: z.optional(z.string().check(z.regex(/^CEK[A-Z0-9]{7}$/))),
});
const app = new Router();
const answer = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

app.delete('/api/v0/customer/:customerId', async ({ req, params }) => {
  const authorization = req.headers.get('authorization') ?? undefined;
  const caller = await verifyBearer(authorization, ownTokens('enkash')).catch(() => undefined);
  if (!caller) return answer(401, { response_code: 401 });
  const parsed = request.safeParse({ ...params, ...Object.fromEntries(new URL(req.url).searchParams) });
  if (!parsed.success) return answer(400, { response_code: 400, issues: parsed.error.issues });
  const { customerId, parentCompanyId: company = caller.company as string } = parsed.data;
  if (!(caller.companies as string[]).includes(company)) return answer(403, { response_code: 403 });

  const update = conditionalDelete({ company, customerId, by: caller.sub, requestId: randomUUID() });
  try {
    await client.send(update);
    return { payload: customerId, response_code: 0, response_message: 'Customer deleted' };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const status = statusOfRefusal(error);
    return answer(status, { response_code: status });
  }
});

export const handler = (event: unknown, context: Context) => app.resolve(event, context);
