import { randomInt } from 'node:crypto';
import type { Smoke } from '../smoke.ts';

/** Two customers of Amili: one gets a document, which nothing takes back; the other is deleted. */
export async function amiliStory({ api, tenants: { amili } }: Smoke): Promise<string> {
  const { clientId, clientSecret, clientNos } = amili;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const { access_token } = await api.expect<{ access_token: string }>('POST /token', { form }, 200);
  const authorization = `Bearer ${access_token}`;
  const customers = `/clients/${clientNos[0]}/customers`;
  const [linked, free] = [newNumber(), newNumber()];
  await newCustomer(api, authorization, customers, linked);
  await newCustomer(api, authorization, customers, free);

  const json = { documentType: 'IN', documentNo: newNumber(), customerNo: linked };
  const created = { status: 'PROCESSED', customerNo: linked };
  await api.expect(`POST /clients/${clientNos[0]}/documents`, { authorization, json }, 200, created);
  await api.expect(`DELETE ${customers}/${linked}`, { authorization }, 422, { result: 'HAS_ATTACHMENTS' });
  await api.expect(`GET ${customers}/${linked}`, { authorization }, 200, { customerNo: linked });
  await api.expect(`DELETE ${customers}/${free}`, { authorization }, 200, { result: 'DELETED' });
  await api.expect(`DELETE ${customers}/${free}`, { authorization }, 404, { result: 'NOT_FOUND' });
  await api.expect(`GET ${customers}/${free}`, { authorization }, 404, { result: 'NOT_FOUND' });
  return 'token, created, attached, refused; another one deleted, gone (no call detaches)';
}

export async function newCustomer(
  api: Smoke['api'],
  authorization: string,
  customers: string,
  customerNo: string,
): Promise<void> {
  const json = { customerNo, name: 'Smoke' };
  await api.expect(`POST ${customers}`, { authorization, json }, 200, { result: 'CREATED', customerNo });
}

export const newNumber = (): string => String(randomInt(10 ** 9, 10 ** 10));
