import { randomInt, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleNif } from '../../infra/sample-nif.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import {
  amiliAuthorization,
  beelAuthorization,
  enkashAuthorization,
  newAmiliClient,
  newEnkashCompany,
} from '../support/credentials.ts';
import { type Answer, call } from '../support/http.ts';
import { tenantState } from '../support/tenant-state.ts';

/** How to attack a vendor's guard: each action is one HTTP request on one of a few customers. */
interface Battlefield {
  readonly vendor: string;
  readonly tenant: string;
  readonly actions: readonly (() => Promise<Answer>)[];
  /** Statuses that an honest service may answer here. */
  readonly honest: readonly number[];
  /** What an answer says when a customer was removed. */
  readonly removal: RegExp;
}

const ACTIONS = 400;
const AT_ONCE = 40;

const pick = <T>(values: readonly T[]): T => values[randomInt(values.length)] as T;

/** One of the customers made last: few, so that many requests meet on each. */
const pickLast = (customers: readonly string[]): string => pick(customers.slice(-5));

async function enkash(): Promise<Battlefield> {
  const company = newEnkashCompany();
  const authorization = await enkashAuthorization(company);
  const customers: string[] = [];
  const invoices: string[] = ['none-yet'];
  const create = async () => {
    const contact = { deleted: false, legalName: 'Ada', name: 'Ada', mobile: '9876543210' };
    const json = { legalName: 'Ada', customerKeyContacts: [contact] };
    const answer = await call('POST /api/v0/customer', { authorization, json });
    customers.push((answer.body as { payload: { customerId: string } }).payload.customerId);
    return answer;
  };
  const attach = async () => {
    const json = { customerId: pickLast(customers), baseAmount: 10, dueDate: '2027-01-31' };
    const answer = await call('POST /api/v0/invoice', { authorization, json });
    if (answer.status === 200)
      invoices.push((answer.body as { payload: { invoiceId: string } }).payload.invoiceId);
    return answer;
  };
  const detach = () =>
    call('POST /api/v0/invoice/bulk/delete', {
      authorization,
      json: { invoiceIds: [pick(invoices), pick(invoices)] },
    });
  const remove = () => call(`DELETE /api/v0/customer/${pickLast(customers)}`, { authorization });
  for (let i = 0; i < 4; i++) await create();
  const actions = [create, attach, attach, attach, attach, attach, detach, detach, detach, remove, remove];
  return { vendor: 'enkash', tenant: company, actions, honest: [200, 404, 422], removal: /Customer deleted/ };
}

async function amili(): Promise<Battlefield> {
  const client = newAmiliClient();
  const authorization = await amiliAuthorization([client]);
  const customers = ['1', '2', '3', '4', '5', '6', '7', '8'];
  const create = () =>
    call(`POST /clients/${client}/customers`, {
      authorization,
      json: { customerNo: pick(customers), name: 'Ada' },
    });
  const attach = () => {
    const json = {
      documentType: 'IN',
      documentNo: randomUUID(),
      customerNo: pick(customers),
      subCustomerNo: pick(customers),
    };
    return call(`POST /clients/${client}/documents`, { authorization, json });
  };
  const remove = () => call(`DELETE /clients/${client}/customers/${pick(customers)}`, { authorization });
  return {
    vendor: 'amili',
    tenant: String(client),
    // There is no detach in this dialect: few attaches, so that many customers stay deletable for a while.
    actions: [...Array(6).fill(create), ...Array(6).fill(remove), attach],
    honest: [200, 404, 422],
    removal: /Customer deleted/,
  };
}

async function beel(): Promise<Battlefield> {
  const company = randomUUID();
  const authorization = await beelAuthorization({ company });
  const customers: string[] = [];
  const invoices: string[] = [randomUUID()];
  const create = async () => {
    const address = {
      street: 'Gran Vía',
      number: '1',
      postal_code: '28013',
      city: 'Madrid',
      province: 'Madrid',
      country: 'España',
    };
    const json = { legal_name: 'Ada', nif: sampleNif(), address };
    const answer = await call('POST /api/v1/customers', { authorization, json });
    customers.push((answer.body as { data: { id: string } }).data.id);
    return answer;
  };
  const attach = async () => {
    const main_tax = { type: 'IVA', percentage: 21 };
    const lines = [{ description: 'Consulting', quantity: 1, unit_price: 10, main_tax }];
    const json = { type: 'STANDARD', recipient: { customer_id: pickLast(customers) }, lines };
    const answer = await call('POST /api/v1/invoices', { authorization, json });
    if (answer.status === 201) invoices.push((answer.body as { data: { id: string } }).data.id);
    return answer;
  };
  const detach = () => call(`DELETE /api/v1/invoices/${pick(invoices)}`, { authorization });
  const deactivate = () => call(`DELETE /api/v1/customers/${pickLast(customers)}`, { authorization });
  const remove = () =>
    call(`DELETE /api/v1/companies/${company}/customers/${pickLast(customers)}`, { authorization });
  const ids = () => [pickLast(customers), pickLast(customers), pickLast(customers)].join('%2C');
  const deactivateMany = () => call(`DELETE /api/v1/customers/bulk?ids=${ids()}`, { authorization });
  const removeMany = () =>
    call(`DELETE /api/v1/companies/${company}/customers/bulk?ids=${ids()}`, { authorization });
  for (let i = 0; i < 12; i++) await create();
  return {
    vendor: 'beel',
    tenant: `live:${company}`,
    actions: [
      ...Array(3).fill(create),
      ...Array(6).fill(attach),
      ...Array(3).fill(detach),
      deactivate,
      remove,
      deactivateMany,
      removeMany,
    ],
    honest: [200, 201, 204, 404, 409, 422],
    removal: /deactivated successfully|_ids":\["/,
  };
}

describe.each([enkash, amili, beel])('under fire: %o', (prepare) => {
  it('no live link is on a deleted customer, and every linkCount equals the live links', async () => {
    const { vendor, tenant, actions, honest, removal } = await prepare();
    const answers: Answer[] = [];
    let left = ACTIONS;
    const client = async () => {
      while (left-- > 0) answers.push(await pick(actions)());
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));

    expect(answers.filter(({ status }) => !honest.includes(status))).toEqual([]);
    const stored = [...(await tenantState(vendor, tenant)).values()] as (CustomerItem & DependentItem)[];
    const customers = stored.filter(({ sk }) => sk === 'CUSTOMER');
    const liveLinks = (key: string) => stored.filter(({ customerKey }) => customerKey === key).length;
    expect(customers.map(({ pk, linkCount }) => [pk, linkCount])).toEqual(
      customers.map(({ pk }) => [pk, liveLinks(pk)]),
    );
    expect(customers.filter(({ pk, deletion }) => deletion && liveLinks(pk) > 0)).toEqual([]);
    expect(customers.filter(({ pk, deactivation }) => deactivation && liveLinks(pk) > 0)).toEqual([]);
    // There was a fight: some customers were removed, and some removals were refused.
    const refusals = answers.filter(({ body }) =>
      /UNPROCESSABLE|HAS_ATTACHMENTS|CLIENT_HAS_INVOICES/.test(JSON.stringify(body)),
    );
    expect(refusals.length).toBeGreaterThan(0);
    expect(answers.filter(({ body }) => removal.test(JSON.stringify(body))).length).toBeGreaterThan(0);
  });
});
