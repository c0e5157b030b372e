import { expect, it } from 'vitest';
import { call } from '../../support/http.ts';
import { newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

const pathOf = (vendor: string, tenant: string) => `/operator/v1/${vendor}/${tenant}`;

it('counts the customers of a tenant by their states, and those of no other', async () => {
  const [operate, own, other] = [await newOperator(), await newEnkash(), await newEnkash()];
  const path = pathOf('enkash', own.tenant);
  const { authorization } = own;
  await other.customer('Another’s');
  for (let n = 0; n < 3; n++) await own.customer('Active');
  for (let n = 0; n < 2; n++)
    await call(`PUT /api/v0/customer/deactivate/${await own.customer('Inactive')}`, { authorization });
  const id = await own.customer('Deleted');
  await call(`DELETE /api/v0/customer/${id}`, { authorization });
  const tenant = { vendor: 'enkash', tenant: own.tenant };

  const { status, body } = await operate(`GET ${path}`);

  expect([status, body]).toEqual([200, { ...tenant, customers: { active: 3, inactive: 2, deleted: 1 } }]);
  await operate(`POST ${own.path}/${id}/restoration`);
  expect((await operate(`GET ${path}`)).body).toEqual({
    ...tenant,
    customers: { active: 4, inactive: 2, deleted: 0 },
  });
});

it.each([
  [
    'amili',
    async () =>
      newAmili().then((own) => ({
        ...own,
        create: () => own.createCustomer({ customerNo: '1', name: 'Ada' }),
      })),
  ],
  ['beel', async () => newBeel().then((own) => ({ ...own, create: () => own.customer('Acme SL') }))],
] as const)('knows tenants of %s; one without customers has none', async (vendor, make) => {
  const [operate, { tenant, create }] = [await newOperator(), await make()];
  const path = pathOf(vendor, tenant);
  const counts = (active: number) => ({ vendor, tenant, customers: { active, inactive: 0, deleted: 0 } });
  expect((await operate(`GET ${path}`)).body).toEqual(counts(0));
  await create();
  expect((await operate(`GET ${path}`)).body).toEqual(counts(1));
});

it('is 404 for whom the key does not reach, and for what nobody can be called', async () => {
  const own = await newEnkash();
  const stranger = await newOperator({ tenants: ['enkash:CEKFOWV7UQ'] });
  const path = pathOf('enkash', own.tenant);
  expect(await stranger(`GET ${path}`)).toMatchObject({ status: 404, body: notFound(path) });
  const nobody = pathOf('enkash', 'x');
  expect(await (await newOperator())(`GET ${nobody}`)).toMatchObject({ status: 404, body: notFound(nobody) });
  expect((await call(`GET ${path}`)).status).toBe(401);
  expect((await (await newOperator({ scopes: ['write'] }))(`GET ${path}`)).status).toBe(403);
});
