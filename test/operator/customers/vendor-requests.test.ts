import { expect, it } from 'vitest';
import { call } from '../../support/http.ts';
import { newAmili, newBeel, newEnkash, newOperator } from '../worlds.ts';

type Requests = Record<
  'delete' | 'deactivate' | 'reactivate',
  { method: string; path: string; body: unknown } | null
>;

const NONE = { delete: null, deactivate: null, reactivate: null };

it.each([
  ['enkash', async () => newEnkash().then(async (own) => ({ ...own, id: await own.customer('Acme') }))],
  ['beel', async () => newBeel().then(async (own) => ({ ...own, id: await own.customer('Acme') }))],
] as const)(
  'what a customer of %s shows of its vendor’s routes is what its clients may send',
  async (_, make) => {
    const [operate, own] = [await newOperator(), await make()];
    const shown = async () => {
      const { state, vendor_requests } = (await operate(`GET ${own.path}/${own.id}`)).body as {
        state: string;
        vendor_requests: Requests;
      };
      return { state, requests: vendor_requests };
    };
    const send = async (request: Requests['delete']) => {
      const { method, path, body } = request!;
      const { authorization } = own;
      return (await call(`${method} ${path}`, { authorization, ...(body !== null && { json: body }) }))
        .status;
    };

    const active = await shown();
    expect(active.requests.reactivate).toBeNull();
    expect(await send(active.requests.deactivate)).toBe(200);

    const inactive = await shown();
    expect(inactive).toMatchObject({ state: 'inactive', requests: { deactivate: null } });
    expect(inactive.requests.delete).toEqual(active.requests.delete);
    expect(await send(inactive.requests.reactivate)).toBe(200);

    expect(await shown()).toEqual(active);
    expect(await send(active.requests.delete)).toBeLessThan(300);
    expect(await shown()).toEqual({ state: 'deleted', requests: NONE });
  },
);

it('Amili’s customers are never inactive, and their numbers stand in a path as text', async () => {
  const [operate, amili] = [await newOperator(), await newAmili()];
  await amili.createCustomer({ customerNo: 'ab#1', name: 'Ada' });
  const requests = async () =>
    ((await operate(`GET ${amili.path}/AB%231`)).body as { vendor_requests: Requests }).vendor_requests;
  const path = `/clients/${amili.clientNo}/customers/ab%231`;
  expect(await requests()).toEqual({ ...NONE, delete: { method: 'DELETE', path, body: null } });
  expect((await amili.deleteCustomer('ab%231')).status).toBe(200);
  expect(await requests()).toEqual(NONE);
});
