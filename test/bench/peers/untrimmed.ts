import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { answer, authenticatedMiddy } from './authenticated-middy.ts';
import { conditionalDelete, statusOfRefusal } from './conditional-delete.ts';

/** middy with zod as its documentation imports it, bundled with all of the SDK's credential providers. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const request = z.object({
  customerId: z.string().regex(/^KC[A-Z0-9]{14}$/),
  parentCompanyId: z.optional(z.string().regex(/^CEK[A-Z0-9]{7}$/)),
});

export const handler = authenticatedMiddy(async (event) => {
  const { caller } = event;
  if (!caller) return answer(401, { response_code: 401 });
  const parsed = request.safeParse({ ...event.pathParameters, ...event.queryStringParameters });
  if (!parsed.success) return answer(400, { response_code: 400, issues: parsed.error.issues });
  const { customerId, parentCompanyId: company = caller.company as string } = parsed.data;
  if (!(caller.companies as string[]).includes(company)) return answer(403, { response_code: 403 });
  const update = conditionalDelete({ company, customerId, by: caller.sub, requestId: randomUUID() });
  try {
    await client.send(update);
    return answer(200, { payload: customerId, response_code: 0, response_message: 'Customer deleted' });
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const status = statusOfRefusal(error);
    return answer(status, { response_code: status });
  }
});
