import { beforeAll, expect, it, vi } from 'vitest';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { CustomerRef, DependentRef } from '../../../shared/receivables/keys.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { call } from '../../support/http.ts';
import { storeCustomer, storeDependent, storedCustomer, storedDependent } from '../../support/store.ts';

const company = newEnkashCompany();
let authorization: string;
let customer: CustomerRef;

beforeAll(async () => {
  authorization = await enkashAuthorization(company);
  customer = { vendor: 'enkash', tenant: company, id: 'KC00000000000001' };
  await storeCustomer(customer);
});

it('ends at ten seconds, with a row for each invoice, and touches none after', async () => {
  const refs: DependentRef[] = [];
  for (let n = 0; n < 5; n++) refs.push(await storeDependent(customer));
  const ids = refs.map(({ id }) => id);
  const now = performance.now.bind(performance);
  let late = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
  const send = documentClient.send.bind(documentClient);
  let writes = 0;
  vi.spyOn(documentClient, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
    if (command.constructor.name !== 'TransactWriteCommand') return send(command);
    writes++;
    // Each write takes four seconds, and of the third the answer is lost.
    late += 4_000;
    if (writes === 3) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    return send(command);
  }) as typeof send);
  vi.stubEnv('LOG_LEVEL', 'warn');
  const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

  const { status, body } = await call('POST /api/v0/invoice/bulk/delete', {
    authorization,
    json: { invoiceIds: ids },
  });

  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const failed = (invoiceId: string | undefined, message: string) => ({
    invoiceId,
    errorType: 'SYSTEM_ERROR',
    message,
  });
  const noTime = 'the invoice was not deleted: there was no time left for it';
  expect(status).toBe(200);
  expect(body).toEqual({
    payload: {
      total_count: 5,
      success_count: 2,
      failure_count: 3,
      successRequests: [{ invoiceId: ids[0] }, { invoiceId: ids[1] }],
      failureRequests: [
        failed(ids[2], 'it is not known whether the invoice was deleted: send it again'),
        failed(ids[3], noTime),
        failed(ids[4], noTime),
      ],
    },
    response_code: 0,
    response_message: '2 of 5 invoice(s) deleted',
  });
  expect(writes).toBe(3);
  const stored = await Promise.all(refs.map(storedDependent));
  expect(stored.map((invoice) => invoice?.deletion !== undefined)).toEqual([true, true, false, false, false]);
  expect((await storedCustomer(customer))?.linkCount).toBe(3);
  expect(log.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
    {
      level: 'ERROR',
      message: 'a row of many has no outcome',
      key: `enkash#${company}#INVOICE#${ids[2]}`,
      outcome: 'unknown',
      error: { name: 'GaveUp', known: 'unknown', cause: { message: 'socket hang up' } },
    },
    {
      level: 'WARN',
      message: 'rows of many were not touched',
      rows: 2,
      first: { key: `enkash#${company}#INVOICE#${ids[3]}`, outcome: 'untouched' },
    },
  ]);
});
