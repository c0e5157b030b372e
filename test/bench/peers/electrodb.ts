import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'electrodb';
import * as z from 'zod/mini';
import { answer, authenticatedMiddy } from './authenticated-middy.ts';
import { statusOfRefusal } from './conditional-delete.ts';

/** middy with electrodb, with one conditional delete. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const request = z.object({
  customerId: z.string().check(z.regex(/^KC[A-Z0-9]{14}$/)),
  parentCompanyId: z.optional(z.string().check(z.regex(/^CEK[A-Z0-9]{7}$/))),
});
const customers = new Entity(
  {
    model: { entity: 'customer', version: '1', service: 'receivables' },
    attributes: {
      company: { type: 'string', required: true },
      customerId: { type: 'string', required: true },
      linkCount: { type: 'number' },
      version: { type: 'number' },
      update: { type: 'any' },
      deletion: { type: 'any' },
      settled: { type: 'any' },
    },
    indexes: {
      customer: {
        pk: {
          field: 'pk',
          composite: ['company', 'customerId'],
          // biome-ignore lint/suspicious/noTemplateCurlyInString: electrodb's own templates
          template: 'enkash#${company}#${customerId}',
          casing: 'none',
        },
        sk: { field: 'sk', composite: [], template: 'CUSTOMER', casing: 'none' },
      },
    },
  } as const,
  { client, table: process.env.RECEIVABLES_TABLE as string },
);

export const handler = authenticatedMiddy(async (event) => {
  const { caller } = event;
  if (!caller) return answer(401, { response_code: 401 });
  const parsed = request.safeParse({ ...event.pathParameters, ...event.queryStringParameters });
  if (!parsed.success) return answer(400, { response_code: 400, issues: parsed.error.issues });
  const { customerId, parentCompanyId: company = caller.company as string } = parsed.data;
  if (!(caller.companies as string[]).includes(company)) return answer(403, { response_code: 403 });
  const stamp = { at: new Date().toISOString(), by: caller.sub, requestId: randomUUID() };
  const result = await customers
    .update({ company, customerId })
    .set({ deletion: stamp, update: stamp })
    .add({ version: 1 })
    .where(
      ({ linkCount, deletion, settled }, { eq, notContains, notExists }) =>
        `${eq(linkCount, 0)} AND ${notExists(deletion)} AND ${notContains(settled, `${stamp.at} ${stamp.requestId}`)}`,
    )
    .go({ response: 'all_old', returnOnConditionCheckFailure: 'all_old' });
  if (result.rejected) {
    const status = statusOfRefusal({ Item: result.data ?? undefined });
    return answer(status, { response_code: status });
  }
  return answer(200, { payload: customerId, response_code: 0, response_message: 'Customer deleted' });
});
