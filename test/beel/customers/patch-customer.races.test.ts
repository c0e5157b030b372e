import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../support/http.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newNif } from '../samples.ts';
import { type CompanyCustomers, codeOf, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const minimal = (nif = newNif()) => ({ legal_name: 'Ada SL', nif, address });
const created = async () => dataOf(await own.create(minimal()));
const ROUNDS = Array.from({ length: 6 }, (_, round) => round);

const ownerOf = async (nif: unknown) => {
  const key = { name: 'NIF', value: String(nif), freedByDeletion: true };
  return ((await storedUniqueKey(own.ref(), key)) as { holder: string } | undefined)?.holder
    .split('#')
    .at(-1);
};

describe('at the same time', () => {
  it.each(ROUNDS)('a PATCH and creations want one NIF: one of them has it (round %i)', async () => {
    const [customer, nif] = [await created(), newNif()];

    const [patched, ...others] = await Promise.all([
      own.patch(customer.id, { nif }),
      own.create(minimal(nif)),
      own.createFlat(minimal(nif)),
    ]);

    const wins = [patched, ...others].filter(({ status }) => status < 300);
    expect(wins).toHaveLength(1);
    expect([patched.status, codeOf(patched)]).toBeOneOf([
      [200, undefined],
      [409, 'CLIENT_DUPLICATE'],
    ]);
    expect(await ownerOf(nif)).toBe(dataOf(wins[0]!).id);
    const hasMoved = patched.status === 200;
    expect(await ownerOf(customer.nif)).toBe(hasMoved ? undefined : customer.id);
    expect(dataOf(await own.get(customer.id)).nif).toBe(hasMoved ? nif : customer.nif);
  });

  it.each(ROUNDS)('a NIF that is given up and one that wants it: nobody shares it (round %i)', async () => {
    const [customer, nif] = [await created(), newNif()];
    const before = String(customer.nif);

    const [moved, created1] = await Promise.all([
      own.patch(customer.id, { nif }),
      own.create(minimal(before)),
    ]);

    expect([moved.status, await ownerOf(nif)]).toEqual([200, customer.id]);
    expect(created1.status).toBeOneOf([201, 409]);
    expect(await ownerOf(before)).toBe(created1.status === 201 ? dataOf(created1).id : undefined);
  });

  it.each(ROUNDS)(
    'two PATCHes of one customer to two NIFs: it owns the last, and nothing else (round %i)',
    async () => {
      const [customer, ...wanted] = [await created(), newNif(), newNif()];

      const answers = await Promise.all(wanted.map((nif) => own.patch(customer.id, { nif })));

      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const { nif } = dataOf(await own.get(customer.id));
      const owned = await Promise.all([...wanted, customer.nif].map(ownerOf));
      expect(owned).toEqual(
        [...wanted, customer.nif].map((each) => (each === nif ? customer.id : undefined)),
      );
      expect(wanted).toContain(nif);
      expect((await storedCustomer(own.ref(customer.id)))?.version).toBe(3);
    },
  );

  it('PATCHes of many fields of one customer: none is lost', async () => {
    const { id } = await created();
    const changes = [
      { trade_name: 'Ada' },
      { phone: '915551234' },
      { email: 'ada@ada.es' },
      { website: 'https://ada.es' },
      { notes: 'Hola' },
      { contact_person: 'Ada' },
      { general_discount: 3 },
      { active: false },
    ];

    const answers = await Promise.all(changes.map((change) => own.patch(id, change)));

    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect(dataOf(await own.get(id))).toMatchObject(Object.assign({}, ...changes));
    expect((await storedCustomer(own.ref(id)))?.version).toBe(1 + changes.length);
  });

  it.each(ROUNDS)('a deactivation and new invoices: whatever landed is counted (round %i)', async () => {
    const { id } = await created();
    const line = { description: 'Consulting', quantity: 1, unit_price: 100 };
    const json = { type: 'STANDARD', recipient: { customer_id: id }, lines: [line] };
    const invoice = () => call('POST /api/v1/invoices', { ...own, json });

    const [deactivated, ...invoices] = await Promise.all([
      own.patch(id, { active: false }),
      ...Array.from({ length: 4 }, invoice),
    ]);
    const after = await invoice();

    expect([deactivated.status, dataOf(deactivated).active]).toEqual([200, false]);
    for (const answer of [...invoices, after])
      expect([answer.status, codeOf(answer)]).toBeOneOf([
        [201, undefined],
        [422, 'INVOICE_CLIENT_INACTIVE'],
      ]);
    expect(after.status).toBe(422);
    await call(`DELETE ${own.path(id)}`, own);
    const stored = await storedCustomer(own.ref(id));
    const links = await linksOf(id);
    expect(links).toBe(invoices.filter(({ status }) => status === 201).length);
    expect([stored?.linkCount, stored?.deletion === undefined]).toEqual([links, links > 0]);
  });

  it.each(ROUNDS)('a PATCH and a deletion: what is deleted stays deleted (round %i)', async () => {
    const [{ id, nif: before }, nif] = [await created(), newNif()];

    const [patched, deleted] = await Promise.all([
      own.patch(id, { nif }),
      call(`DELETE ${own.path(id)}`, own),
    ]);

    expect([patched.status, deleted.status]).toBeOneOf([
      [200, 204],
      [404, 204],
    ]);
    expect((await own.get(id)).status).toBe(404);
    for (const free of [before, nif]) expect((await own.create(minimal(String(free)))).status).toBe(201);
  });
});

/** How many stored invoices refer to the customer. */
async function linksOf(id: string): Promise<number> {
  const items = [...(await tenantState('beel', own.ref().tenant)).values()] as { customerKey?: string }[];
  return items.filter(({ customerKey }) => customerKey?.endsWith(`#${id}`)).length;
}
