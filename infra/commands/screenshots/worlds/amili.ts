import type { Client } from './shapes.ts';

const NAMES = [
  'Nordlicht Energie AG',
  'Fjordfisk Handel AS',
  'Müller & Söhne GmbH',
  'Stadtwerke Uhlenbek',
  'Holmberg Bygg AB',
  'Alpenkräuter Vertrieb KG',
];

/** A client's customers. Of the first two one has a document, so that its delete is refused; the other is deleted. */
export async function amiliWorld({ api, authorization, tenant }: Client): Promise<void> {
  const path = `/clients/${tenant}`;
  const numberOf = (index: number) => String(410_100 + index);
  for (const [index, name] of NAMES.entries())
    await api.expect(
      `POST ${path}/customers`,
      { authorization, json: { customerNo: numberOf(index), name } },
      200,
    );
  const [linked, gone] = [numberOf(0), numberOf(1)];
  const json = { documentType: 'IN', documentNo: '7000231', customerNo: linked };
  await api.expect(`POST ${path}/documents`, { authorization, json }, 200);
  await api.expect(`DELETE ${path}/customers/${linked}`, { authorization }, 422);
  await api.expect(`DELETE ${path}/customers/${gone}`, { authorization }, 200);
}
