import { expect, it } from 'vitest';
import { beelAuthorization } from '../../support/credentials.ts';
import { call } from '../../support/http.ts';

it('GET /api/v1/templates/customer-import gives the file that the flat route gives, and lets it be kept an hour', async () => {
  const authorization = await beelAuthorization();

  const answer = await call('GET /api/v1/templates/customer-import', { authorization });
  const flat = await call('POST /api/v1/customers/templates/csv', { authorization });

  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="template_clientes_beel.csv"',
    'cache-control': 'private, max-age=3600',
  });
  expect(answer.body).toBe(flat.body);
  expect(flat.headers['cache-control']).toBe('no-store');
  const unknown = await call('GET /api/v1/templates/customer-import?a=b', { authorization });
  expect(unknown.status).toBe(400);
});
