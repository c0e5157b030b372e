import type { Client, World } from './shapes.ts';

const OTHERS = [
  'Nilgiri Tea Estates Private Limited',
  'Coastal Spices Exports LLP',
  'Meridian Logistics Private Limited',
  'Kaveri Engineering Works',
  'Sunrise Dairy Products Limited',
  'Malabar Timber Company',
  'Deccan Cables Private Limited',
  'Ganga Paper Mills Limited',
  'Vindhya Ceramics Private Limited',
  'Bluebell Stationers LLP',
];

/** A company's customers: one protected, one deleted, one inactive, and one whose delete was refused. */
export async function enkashWorld(client: Client): Promise<Omit<World, 'url'>> {
  const { api, authorization, operator, tenant } = client;
  const ids: string[] = [];
  for (const name of OTHERS) ids.push(await newCustomer(client, name));
  const [guarded, gone, resting] = ids as [string, string, string];
  const customer = `/api/v0/customer`;
  const seen = `/operator/v1/enkash/${tenant}/customers`;
  await api.expect(
    `PUT ${seen}/${guarded}/protection`,
    { authorization: operator, json: { reason: 'legal hold until 2028' } },
    200,
  );
  await api.expect(`DELETE ${customer}/${guarded}`, { authorization }, 422);
  await api.expect(
    `DELETE ${customer}/${gone}`,
    { authorization, ...because('merged into Malabar Timber') },
    200,
  );
  await api.expect(`PUT ${customer}/deactivate/${resting}`, { authorization }, 200);

  const id = await newCustomer(client, 'Sharma Textiles');
  const renamed = { authorization, json: { legalName: 'Sharma Textiles Private Limited' } };
  await api.expect(`PATCH ${customer}/${id}`, { ...renamed, ...because('now a company') }, 200);
  for (const [number, baseAmount] of [
    ['ST-2026-041', 118_000],
    ['ST-2026-042', 47_250],
    ['ST-2026-043', 9_440],
  ] as const)
    await newInvoice(client, id, number, baseAmount);
  const refused = await api.call(`DELETE ${customer}/${id}`, {
    authorization,
    ...because('closed their shop'),
  });
  return {
    customer: { vendor: 'enkash', tenant, id },
    refusedTrace: refused.headers.get('x-request-id') ?? '',
  };
}

const because = (reason: string) => ({ headers: { 'offboard-reason': reason } });

async function newCustomer({ api, authorization }: Client, legalName: string): Promise<string> {
  const contact = { deleted: false, legalName, mobile: '9876543210', name: 'Asha Rao' };
  const { payload } = await api.expect<{ payload: { customerId: string } }>(
    'POST /api/v0/customer',
    { authorization, json: { legalName, customerKeyContacts: [contact] } },
    200,
  );
  return payload.customerId;
}

const newInvoice = (
  { api, authorization }: Client,
  customerId: string,
  invoiceNumber: string,
  baseAmount: number,
) =>
  api.expect(
    'POST /api/v0/invoice',
    { authorization, json: { customerId, baseAmount, dueDate: '2027-01-31', invoiceNumber } },
    200,
  );
