import { expect, it } from 'vitest';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import { nudging } from '../../../infra/local/streams/service-workers.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';

const eventOf = (method: string) => ({ requestContext: { http: { method } } }) as HttpEvent;

it('workers look for records at once behind a request that may have written, answered or not', async () => {
  const order: string[] = [];
  const around = nudging({ nudge: () => order.push('nudge') });
  const answering = around('name', async ({ requestContext }) => {
    order.push(requestContext.http.method);
    return { statusCode: 200 };
  });
  const failing = around('name', async () => {
    throw new Error('broken');
  });
  const context = lambdaContext('name');

  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    expect(await answering(eventOf(method), context)).toEqual({ statusCode: 200 });
  await expect(failing(eventOf('POST'), context)).rejects.toThrow('broken');

  expect(order).toEqual([
    'GET',
    'POST',
    'nudge',
    'PUT',
    'nudge',
    'PATCH',
    'nudge',
    'DELETE',
    'nudge',
    'nudge',
  ]);
});
