import { expect, it } from 'vitest';
import { newClient } from '../client.ts';

it('says that the answers to GET are in English, and of no others', async () => {
  const client = await newClient();
  const created = await client.createCustomer({ customerNo: '1', name: 'Ada' });
  const answers = [
    await client.getCustomer('1'),
    await client.listCustomers('', { headers: { 'accept-language': 'no' } }),
    await client.getCustomer('2'),
    created,
    await client.deleteCustomer('2'),
  ];
  expect(answers.map(({ status, headers }) => [status, headers['content-language']])).toEqual([
    [200, 'en'],
    [200, 'en'],
    [404, 'en'],
    [200, undefined],
    [404, undefined],
  ]);
});
