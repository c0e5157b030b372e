import { sampleNif } from '../../../sample-nif.ts';
import type { Client } from './shapes.ts';

const NAMES = [
  'Panadería García SL',
  'Viajes Atlántico SL',
  'Construcciones Duero SA',
  'Bodegas Peñafiel SL',
  'Óptica Ribera SLU',
  'Talleres Ibáñez SL',
];

const address = {
  street: 'Calle Mayor',
  number: '1',
  postal_code: '28013',
  city: 'Madrid',
  province: 'Madrid',
  country: 'España',
};

const line = {
  description: 'Consulting',
  quantity: 1,
  unit_price: 1_250,
  main_tax: { type: 'IVA', percentage: 21 },
};

interface Made {
  readonly data: { readonly id: string };
}

/** A company's customers. The first has an invoice, so that its delete is refused. */
export async function beelWorld({ api, authorization, tenant }: Client): Promise<void> {
  const company = `/api/v1/companies/${tenant.replace(/^\w+:/, '')}`;
  const ids: string[] = [];
  for (const legal_name of NAMES) {
    const json = { legal_name, nif: sampleNif(), address };
    const { data } = await api.expect<Made>(`POST ${company}/customers`, { authorization, json }, 201);
    ids.push(data.id);
  }
  const json = { type: 'STANDARD', recipient: { customer_id: ids[0] }, lines: [line] };
  await api.expect(`POST ${company}/invoices`, { authorization, json }, 201);
  await api.expect(`DELETE ${company}/customers/${ids[0]}`, { authorization }, 409);
}
