import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { amiliCustomer, amiliDocument } from '../../infra/commands/seed/samples/amili.ts';
import { beelCustomer, beelInvoice } from '../../infra/commands/seed/samples/beel.ts';
import { enkashCustomer, enkashInvoice } from '../../infra/commands/seed/samples/enkash.ts';
import { seed } from '../../infra/commands/seed/seed.ts';
import { tenantNamed } from '../../infra/commands/seed/tenants.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { findingsOf } from '../recount/ledger.ts';
import {
  amiliAuthorization,
  beelAuthorization,
  enkashAuthorization,
  newAmiliClient,
  newEnkashCompany,
} from '../support/credentials.ts';
import { type Answer, call } from '../support/http.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { type Item, storedState } from '../support/stored-state.ts';

beforeEach(useOwnTables);

/** Seeds four customers, two of them linked. */
async function seedTenant(name: string): Promise<{ unlinked: string; linked: string }> {
  const { samples } = await tenantNamed(name).resolve(() => Promise.reject(new Error('not needed')));
  const seeded = await seed(receivables(), samples, { customers: 4, links: 0.5 });
  expect(seeded).toMatchObject({ customers: 4, linked: 2 });
  return seeded.examples as { unlinked: string; linked: string };
}

/** Items by what they are, with the types of all that they hold in place of the values. */
function shapes(items: Iterable<Item>): Map<string, unknown> {
  const shapeOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shapeOf);
    if (typeof value !== 'object' || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
  };
  // What leads to an item has its id in the key.
  const kindOf = ({ sk }: Item) => (sk as string).split('#', 1)[0];
  return new Map([...items].map((item) => [`${kindOf(item)} ${item.linkCount ?? ''}`, shapeOf(item)]));
}

interface Case {
  readonly vendor: string;
  newTenant(): string;
  authorization(tenant: string): Promise<string>;
  /** Creates by HTTP what samples have: an unlinked customer, and a linked one. */
  create(send: (route: string, json: unknown) => Promise<Answer>, tenant: string): Promise<unknown>;
  show?(tenant: string, id: string): string;
  remove(tenant: string, id: string): string;
  readonly removed: unknown;
  readonly refused: unknown;
}

const companyOf = (tenant: string): string => tenant.slice(tenant.indexOf(':') + 1);

const cases: readonly Case[] = [
  {
    vendor: 'enkash',
    newTenant: newEnkashCompany,
    authorization: (tenant) => enkashAuthorization(tenant),
    async create(send) {
      await send('POST /api/v0/customer', enkashCustomer(1));
      const { body } = await send('POST /api/v0/customer', enkashCustomer(2));
      const { payload } = body as { payload: { customerId: string } };
      await send('POST /api/v0/invoice', enkashInvoice(payload.customerId, 3));
    },
    remove: (_, id) => `DELETE /api/v0/customer/${id}`,
    removed: { status: 200, body: { response_message: 'Customer deleted' } },
    refused: {
      status: 422,
      body: { response_message: expect.stringContaining('cannot be deleted: it has 1 live invoice(s)') },
    },
  },
  {
    vendor: 'amili',
    newTenant: () => String(newAmiliClient()),
    authorization: (tenant) => amiliAuthorization([Number(tenant)]),
    async create(send, tenant) {
      await send(`POST /clients/${tenant}/customers`, amiliCustomer(1));
      await send(`POST /clients/${tenant}/customers`, amiliCustomer(2));
      await send(`POST /clients/${tenant}/documents`, amiliDocument('2', 3));
    },
    show: (tenant, id) => `GET /clients/${tenant}/customers/${id}`,
    remove: (tenant, id) => `DELETE /clients/${tenant}/customers/${id}`,
    removed: { status: 200, body: { result: 'DELETED' } },
    refused: {
      status: 422,
      body: {
        message: expect.stringMatching(
          /^Customer not deleted: documents or AR items are attached \(2\), .*: AR item \d+, document \d+$/,
        ),
      },
    },
  },
  {
    vendor: 'beel',
    newTenant: () => `live:${randomUUID()}`,
    authorization: (tenant) => beelAuthorization({ company: companyOf(tenant) }),
    async create(send) {
      await send('POST /api/v1/customers', beelCustomer(1));
      const { body } = await send('POST /api/v1/customers', beelCustomer(2));
      const { data } = body as { data: { id: string } };
      await send('POST /api/v1/invoices', beelInvoice(data.id));
    },
    show: (_, id) => `GET /api/v1/customers/${id}`,
    remove: (tenant, id) => `DELETE /api/v1/companies/${companyOf(tenant)}/customers/${id}`,
    removed: { status: 204 },
    refused: { status: 409, body: { error: { code: 'CLIENT_HAS_INVOICES' } } },
  },
];

describe.each(cases)('seeded customers of $vendor', ({ vendor, newTenant, authorization, ...speech }) => {
  it('are stored as those that clients make', async () => {
    const tenant = newTenant();
    const header = { authorization: await authorization(tenant) };
    const send = async (route: string, json: unknown) => {
      const answer = await call(route, { ...header, json });
      expect(answer.status).toBeLessThan(300);
      return answer;
    };
    await speech.create(send, tenant);
    const made = shapes((await storedState()).values());

    await useOwnTables();
    await seedTenant(`${vendor}#${tenant}`);
    const seeded = shapes((await storedState()).values());

    expect(seeded).toEqual(made);
  });

  it('are answered by its routes, and those that are linked are not deleted', async () => {
    const tenant = newTenant();
    const { unlinked, linked } = await seedTenant(`${vendor}#${tenant}`);
    const header = { authorization: await authorization(tenant) };

    for (const id of speech.show ? [unlinked, linked] : [])
      expect((await call(speech.show?.(tenant, id) as string, header)).status).toBe(200);
    expect(await call(speech.remove(tenant, linked), header)).toMatchObject(speech.refused as object);
    expect(await call(speech.remove(tenant, unlinked), header)).toMatchObject(speech.removed as object);
    if (speech.show) {
      expect((await call(speech.show(tenant, linked), header)).status).toBe(200);
      expect((await call(speech.show(tenant, unlinked), header)).status).toBe(404);
    }
  });

  it('have right counts', async () => {
    await seedTenant(`${vendor}#${newTenant()}`);
    expect(await findingsOf()).toEqual([]);
  });
});
