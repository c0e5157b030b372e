import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { newInvoice, stored } from '../../../functions/enkash/invoices/invoice.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { newStamp } from '../../support/store.ts';
import { newCompanyInvoices, report } from './company-invoices.ts';

it('ends at ten seconds, with a row for each invoice, and touches none after', async () => {
  const own = await newCompanyInvoices();
  const customer = await own.customer();
  const ids = Array.from({ length: 36 }, () => randomUUID());
  const sent = { customerId: customer.id, baseAmount: 1000, dueDate: '2027-01-31' };
  const invoices = ids.map((id) => newInvoice(customer, stored(sent, id, own.company)));
  await attachDependents(receivables(), invoices, newStamp());
  const now = performance.now.bind(performance);
  let late = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
  const send = documentClient.send.bind(documentClient);
  // 16 are under way at a time. The first are done after nine seconds; with the next the time ends, and of one of these
  // the answer is lost.
  const lost = ids[20] as string;
  const waves = [9_000, 10_000].map((end) => ({ end, writes: 0, ...Promise.withResolvers<void>() }));
  vi.spyOn(documentClient, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
    const answer = await send(command);
    if (command.constructor.name !== 'UpdateCommand') return answer;
    const wave = waves.find(({ writes }) => writes < 16);
    if (!wave) throw new Error('a row was begun without time');
    if (++wave.writes === 16) {
      late = wave.end;
      wave.resolve();
    }
    await wave.promise;
    if (!(command.input as { Key: { pk: string } }).Key.pk.endsWith(lost)) return answer;
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  }) as typeof send);
  vi.stubEnv('LOG_LEVEL', 'warn');
  const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

  const { status, body } = await own.dispatch({ invoiceIds: ids });

  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const failed = (invoiceId: string, message: string) => ({ invoiceId, errorType: 'SYSTEM_ERROR', message });
  const noTime = 'the invoice was not dispatched: there was no time left for it';
  expect([status, body]).toEqual([
    200,
    report(
      'dispatched',
      ids.slice(0, 32).filter((id) => id !== lost),
      [
        failed(lost, 'it is not known whether the invoice was dispatched: send it again'),
        ...ids.slice(32).map((id) => failed(id, noTime)),
      ],
    ),
  ]);
  const dispatched = (await Promise.all(ids.map(own.stored))).map((invoice) => invoice?.fields.dispatchedOn);
  expect(dispatched.map((at) => at !== undefined)).toEqual(ids.map((_, index) => index < 32));
  expect(log.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
    { level: 'ERROR', message: 'a row of many has no outcome', outcome: 'unknown' },
    { level: 'WARN', message: 'rows of many were not touched', rows: 4 },
  ]);
});
