import { expect, it } from 'vitest';
import { makeSeeds } from '../../infra/local/seeds.ts';
import { revokeCredential } from '../../shared/auth/credential-store.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { call } from '../support/http.ts';

it('seeds whose EnKash login no longer works get another, and keep the rest', async () => {
  const kept = await makeSeeds();
  const [, user] = kept.enkash.ids as [string, string];
  await revokeCredential(credentials(), user, new Date());

  const { enkash } = await makeSeeds(kept);

  expect(enkash.ids).not.toContain(user);
  const { customerId, linkedCustomerId, invoiceId } = kept.enkash;
  expect(enkash).toMatchObject({ customerId, linkedCustomerId, invoiceId });
  const { status } = await call(`DELETE /api/v0/customer/${customerId}`, {
    authorization: enkash.authorization,
  });
  expect(status).toBe(200);
});
