import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { storeDependent } from '../../support/store.ts';
import { address, newCompany, newNif } from '../samples.ts';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

/** The customers of the company as their creations were answered, in the order of their creation. */
const customers: Record<string, Record<string, unknown> & { id: string }> = {};

const contacts: Readonly<Record<string, object>> = {
  garcia: {
    legal_name: 'Construcciones GARCÍA y Asociados SL',
    trade_name: 'Obras Núñez',
    email: 'Obras@Garcia.es',
    phone: '+34 915 551 234',
    address: { ...address, city: 'València', province: 'Valencia' },
  },
  ada: { legal_name: 'Ada', email: 'ada@example.es', phone: '(93) 200-0000', address },
  adaLovelace: {
    legal_name: 'Ada Lovelace SL',
    address: { ...address, city: 'Barcelona', province: 'Barcelona' },
  },
  zoe: { legal_name: 'Ångström & Zoë', phone: '912000000', address: { ...address, city: 'Ávila' } },
  foreign: {
    legal_name: 'Ｍartin',
    alternative_id: { type: 'PASSPORT', number: 'XY-99', country_code: 'FR' },
    email: 'martin@example.fr',
    address,
  },
};

beforeAll(async () => {
  own = await newCompanyCustomers();
  for (const [name, contact] of Object.entries(contacts)) {
    const nif = 'alternative_id' in contact ? {} : { nif: newNif() };
    customers[name] = dataOf(await own.create({ ...contact, ...nif }));
  }
});

const names = (answer: Answer): string[] => {
  const { customers: shown } = (answer.body as { data: { customers: { id: string }[] } }).data;
  return shown.map(
    ({ id }) => Object.entries(customers).find(([, customer]) => customer.id === id)?.[0] ?? id,
  );
};

const list = (query = '', { authorization, path } = own) => call(`GET ${path()}${query}`, { authorization });

const pagination = (total: number, page = 1, limit = 20, pages = Math.max(1, Math.ceil(total / limit))) => ({
  current_page: page,
  total_pages: pages,
  total_items: total,
  items_per_page: limit,
  has_next: page < pages,
  has_previous: page > 1,
});

const BY_NAME = ['ada', 'adaLovelace', 'zoe', 'garcia', 'foreign'];

describe('GET /api/v1/companies/{company_id}/customers', () => {
  it('shows customers as they are shown alone, by their legal names', async () => {
    const answer = await list();

    expect(answer.status).toBe(200);
    const shown = BY_NAME.map((name) => customers[name]);
    expect(answer.body).toEqual(beelSuccess({ customers: shown, pagination: pagination(5) }));
  });

  it.each([
    ['search=garcia', ['garcia']],
    ['search=GARC%C3%8DA', ['garcia']],
    ['search=nunez', ['garcia']],
    ['search=obras%40', ['garcia']],
    ['search=xy-99', ['foreign']],
    ['search=ada', ['ada', 'adaLovelace']],
    ['search=%20', BY_NAME],
    ['search=', BY_NAME],
    ['search=barcelona', []],
    ['legal_name=sl', ['adaLovelace', 'garcia']],
    ['legal_name=obras', []],
    ['legal_name=angstrom%20%26', ['zoe']],
    ['legal_name=martin', ['foreign']],
    ['nif=xy', ['foreign']],
    ['email=EXAMPLE', ['ada', 'foreign']],
    ['email=example.es', ['ada']],
    ['phone=2000', ['ada', 'zoe']],
    ['phone=93%202', ['ada']],
    ['phone=%2B349', ['garcia']],
    ['phone=abc', []],
    ['phone=91%20abc', []],
    ['city=valencia', ['garcia']],
    ['city=avila', ['zoe']],
    ['province=MADRID', ['ada', 'zoe', 'foreign']],
    ['province=madrid&search=a&phone=9', ['ada', 'zoe']],
    ['city=nowhere', []],
  ])('%s: %j', async (query, expected) => {
    const answer = await list(`?${query}`);
    expect([answer.status, names(answer)]).toEqual([200, expected]);
    expect((answer.body as { data: { pagination: unknown } }).data.pagination).toEqual(
      pagination(expected.length),
    );
  });

  it('finds a NIF by its part', async () => {
    const { nif } = customers.zoe as unknown as { nif: string };
    expect(names(await list(`?nif=${nif.slice(1).toLowerCase()}`))).toEqual(['zoe']);
  });

  it.each([
    ['legal_name', BY_NAME],
    ['email', ['adaLovelace', 'zoe', 'ada', 'foreign', 'garcia']],
    ['phone', ['adaLovelace', 'foreign', 'garcia', 'zoe', 'ada']],
    ['city', ['zoe', 'adaLovelace', 'ada', 'foreign', 'garcia']],
    ['province', ['adaLovelace', 'ada', 'foreign', 'zoe', 'garcia']],
    ['nif', ['ada', 'adaLovelace', 'zoe', 'garcia', 'foreign']],
    ['active', []],
    ['created_at', ['garcia', 'ada', 'adaLovelace', 'zoe', 'foreign']],
  ])('is ordered by %s, equals by id, and the other way round', async (name, expected) => {
    const value = (key: string) => {
      const { nif, alternative_id } = customers[key] as { nif?: string; alternative_id?: { number: string } };
      return (nif ?? alternative_id?.number ?? '').toLowerCase();
    };
    const id = (key: string) => customers[key]?.id as string;
    const byId = (a: string, b: string) => (id(a) < id(b) ? -1 : 1);
    const order = [...(name === 'active' ? BY_NAME : expected)];
    if (name === 'active') order.sort(byId);
    if (name === 'nif') order.sort((a, b) => (value(a) < value(b) ? -1 : 1));
    // Of those that have no such value, or the same one.
    const equals: readonly string[] =
      { email: ['adaLovelace', 'zoe'], phone: ['adaLovelace', 'foreign'], city: ['ada', 'foreign'] }[name] ??
      [];
    if (name === 'province') order.splice(1, 3, ...order.slice(1, 4).sort(byId));
    if (equals.length > 0) order.splice(order.indexOf(equals[0] as string), 2, ...[...equals].sort(byId));

    expect(names(await list(`?sort_by=${name}`))).toEqual(order);
    expect(names(await list(`?sort_by=${name}&sort_order=desc`))).toEqual(order.reverse());
  });

  it.each(['', '&search=a', '&sort_by=city', '&sort_order=desc'])(
    'is paged to its end without a gap or a repeat: %s',
    async (query) => {
      const whole = names(await list(`?limit=100${query}`));
      const paged: string[] = [];
      for (let page = 1; page <= Math.ceil(whole.length / 2); page++) {
        const answer = await list(`?limit=2&page=${page}${query}`);
        const data = dataOf(answer) as unknown as { pagination: unknown };
        expect(data.pagination).toEqual(pagination(whole.length, page, 2));
        paged.push(...names(answer));
      }
      expect(paged).toEqual(whole);
      const beyond = await list(`?limit=2&page=999999999999999${query}`);
      expect(beyond.body).toEqual(
        beelSuccess({ customers: [], pagination: pagination(whole.length, 999_999_999_999_999, 2) }),
      );
    },
  );

  it('follows what becomes of a customer: renamed, inactive, active again, deleted', async () => {
    const company = await newCompanyCustomers();
    const create = async (legal_name: string) =>
      dataOf(await company.create({ legal_name, nif: newNif(), address }));
    const [first, second] = [await create('First'), await create('Second')];
    const ids = async (query = '') =>
      (dataOf(await list(query, company)).customers as { id: string }[]).map(({ id }) => id);

    expect(await ids()).toEqual([first.id, second.id]);
    const renamed = dataOf(await company.patch(first.id, { legal_name: 'Third' }));
    expect(dataOf(await list('?search=third', company)).customers).toEqual([renamed]);
    expect(await ids()).toEqual([second.id, first.id]);
    await storeDependent(company.ref(second.id));
    const inactive = dataOf(await company.patch(second.id, { active: false }));
    expect([await ids(), await ids('?active=true')]).toEqual([[first.id], [first.id]]);
    expect(dataOf(await list('?active=false', company)).customers).toEqual([inactive]);
    await company.patch(second.id, { active: true });
    expect([await ids(), await ids('?active=false')]).toEqual([[second.id, first.id], []]);
    await call(`DELETE ${company.path(first.id)}`, company);
    expect([await ids(), await ids('?active=false')]).toEqual([[second.id], []]);
  });

  it('is empty in a company without customers, and shows those of no other, nor of the test environment', async () => {
    const company = await newCompanyCustomers();
    const none = { customers: [], pagination: pagination(0) };
    for (const query of ['', '?search=a', '?sort_by=nif']) {
      const answer = await list(query, company);
      expect([answer.status, answer.body]).toEqual([200, beelSuccess(none)]);
    }
    const authorization = await beelAuthorization({ company: own.company, mode: 'test' });
    expect((await call(`GET ${own.path()}`, { authorization })).body).toEqual(beelSuccess(none));
  });

  const least = 'must be greater than or equal to 1';
  it.each([
    ['limit=0', { limit: least }],
    ['limit=101', { limit: 'must be less than or equal to 100' }],
    ['page=-1&limit=0', { page: least, limit: least }],
  ])('refuses what is out of range: %s', async (query, details) => {
    const { status, body } = await list(`?${query}`);
    const message = 'Validation constraint violation.';
    expect([status, body]).toEqual([422, own.failure('VALIDATION_ERROR', message, undefined, details)]);
  });

  it.each<[query: string, field: string, why: string, details: object]>([
    ['limit=ten', 'limit', 'must be a whole number', { invalid_value: 'ten', expected_format: 'number' }],
    ['page=1.5', 'page', 'must be a whole number', { invalid_value: '1.5', expected_format: 'number' }],
    ['page=', 'page', 'must be a whole number', { invalid_value: '', expected_format: 'number' }],
    [
      'limit=0&active=yes',
      'active',
      'must be true or false',
      { invalid_value: 'yes', expected_format: 'boolean' },
    ],
    [
      'sort_order=up',
      'sort_order',
      'Invalid option: expected one of "asc"|"desc"',
      { invalid_value: 'up', allowed_values: 'asc, desc' },
    ],
    [
      'sort_by=id',
      'sort_by',
      expect.any(String),
      { invalid_value: 'id', allowed_values: expect.any(String) },
    ],
    ['status=ACTIVE', 'status', 'unknown', {}],
  ])('refuses what it cannot read: %s', async (query, field, why, details) => {
    const { status, body } = await list(`?${query}`);
    const message = typeof why === 'string' ? `Invalid parameter '${field}': ${why}` : why;
    expect([status, body]).toEqual([
      400,
      own.failure('VALIDATION_ERROR', message, undefined, { field, ...details }),
    ]);
  });

  it('answers 403 for another company, whether it exists or not, and without the scope', async () => {
    const theirs = await newCompany();
    const message = 'You do not have permission to access this resource';
    for (const company of [theirs.company, randomUUID()]) {
      const path = own.path(undefined, company);
      const { status, body } = await call(`GET ${path}`, own);
      const failure = beelCanonicalFailure(
        'ACTIVE_COMPANY_NOT_ACCESSIBLE',
        message,
        path.slice('/api'.length),
      );
      expect([status, body]).toEqual([403, failure]);
    }
    const authorization = await beelAuthorization({ company: own.company, scopes: ['customers:write'] });
    const { status, body } = await call(`GET ${own.path()}`, { authorization });
    const details = { missing_scopes: 'customers:read', required_scopes: 'customers:read' };
    const lacking = 'The API key lacks the scope customers:read';
    expect([status, body]).toEqual([403, own.failure('INSUFFICIENT_SCOPE', lacking, undefined, details)]);
  });
});
