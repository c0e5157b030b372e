import { randomUUID } from 'node:crypto';
import { Mismatch, randomHex, shown } from './api.ts';
import type { Smoke } from './smoke.ts';
import * as amili from './stories/amili.ts';
import * as beel from './stories/beel.ts';
import * as enkash from './stories/enkash.ts';

/** None, and one that nobody was given. */
const BAD = [{}, { authorization: `Bearer ${randomHex(16)}` }];

/** Whoever has no credential of ours is told so in the vendor's envelope. */
export async function wrongCredentials({ api }: Smoke): Promise<string> {
  const unauthorized = { error: { code: 'UNAUTHORIZED' } };
  for (const call of BAD) {
    await api.expect('DELETE /api/v0/customer/KC00000000000000', call, 401, { response_code: 401 });
    await api.expect('DELETE /clients/1/customers/1', call, 401, { result: 'UNAUTHORIZED' });
    const uuid = randomUUID();
    await api.expect(`DELETE /api/v1/companies/${uuid}/customers/${uuid}`, call, 401, unauthorized);
    await api.expect(`DELETE /api/v1/customers/${uuid}`, call, 401, unauthorized);
  }
  const form = { grant_type: 'client_credentials', client_id: randomUUID(), client_secret: randomHex(8) };
  await api.expect('POST /token', { form }, 401, { error: 'invalid_client' });
  return 'none and wrong ones: 401 in each envelope';
}

/** A stranger cannot tell somebody else's customer from one that is not there, and deletes neither. */
export async function otherTenants({ api, tenants }: Smoke): Promise<string> {
  const clientNo = tenants.amili.clientNos[0];
  const customerNo = amili.newNumber();
  await amili.newCustomer(api, tenants.amili.authorization, `/clients/${clientNo}/customers`, customerNo);
  const beelId = await beel.newCustomer(api, tenants.beel.authorization);
  const enkashId = await enkash.newCustomer(api, tenants.enkash.authorization);
  const own = `/clients/${tenants.amiliStranger.clientNos[0]}/customers`;
  const company = `/api/v1/companies/${tenants.beelStranger.company}/customers`;
  await expectSame(api, tenants.enkashStranger, '/api/v0/customer', [enkashId, 'KC00000000000000']);
  await expectSame(api, tenants.amiliStranger, own, [customerNo, amili.newNumber()]);
  await expectSame(api, tenants.beelStranger, company, [beelId, randomUUID()]);
  await expectSame(api, tenants.beelStranger, '/api/v1/customers', [beelId, randomUUID()]);

  const { enkash: owner, amili: client, beel: key } = tenants;
  await api.expect(`DELETE /api/v0/customer/${enkashId}`, owner, 200);
  await api.expect(`DELETE /clients/${clientNo}/customers/${customerNo}`, client, 200);
  await api.expect(`DELETE /api/v1/companies/${key.company}/customers/${beelId}`, key, 204);
  return "somebody else's id: 404, as one that is not there";
}

async function expectSame(
  api: Smoke['api'],
  { authorization }: { authorization: string },
  path: string,
  [others, missing]: readonly [string, string],
): Promise<void> {
  const told = [];
  for (const id of [others, missing]) {
    const { status, body } = await api.call(`DELETE ${path}/${id}`, { authorization });
    told.push(comparable(shown({ status, body }), id));
  }
  if (told[0] !== told[1] || !told[0]?.startsWith('404'))
    throw new Mismatch(
      `DELETE ${path}/… of another tenant answered ${told[0]}, for a missing one ${told[1]}`,
    );
}

/** Without what differs between any two answers. */
const comparable = (text: string, id: string): string =>
  text.replaceAll(id, '…').replaceAll(/"(requestId|request_id|timestamp)":"[^"]*"/g, '"$1":"…"');

/** What no route takes is answered in the envelope of the vendor whose path it resembles. */
export async function unrouted({ api }: Smoke): Promise<string> {
  const id = randomUUID();
  await api.expect('GET /api/v0/nothing', {}, 404, { response_code: 404 });
  await api.expect('PUT /api/v0/customer/KC00000000000000', {}, 405, { response_code: 405 });
  await api.expect('GET /clients/1/nothing', {}, 404, { status: 'FAILED', result: 'NOT_FOUND' });
  await api.expect('PATCH /clients/1/customers/1', {}, 405, { result: 'METHOD_NOT_ALLOWED' });
  await api.expect(`GET /api/v1/companies/${id}/nothing`, {}, 404, { error: { code: 'ENDPOINT_NOT_FOUND' } });
  await api.expect(`PATCH /api/v1/customers/${id}`, {}, 405, { error: { code: 'METHOD_NOT_ALLOWED' } });
  await api.expect('GET /nothing', {}, 404, { message: 'there is no such path' });
  return '404 and 405 in each envelope';
}
