import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeCustomer, storedCustomer } from '../../support/store.ts';

const company = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company);
});

afterEach(() => {
  vi.restoreAllMocks();
});

let customers = 0;

/** A customer with an invoice of each number, and the invoices' ids. */
async function billed(...numbers: (string | undefined)[]) {
  const id = `KCABCDEFGHIJ${String(++customers).padStart(4, '0')}`;
  const ref = { vendor: 'enkash', tenant: company, id };
  await storeCustomer(ref, { legalName: 'Ada Ltd', customerKeyContacts: [] });
  const ids: string[] = [];
  for (const invoiceNumber of numbers) {
    const json = { customerId: id, baseAmount: 100, dueDate: '2027-01-31', invoiceNumber };
    const { body } = await call('POST /api/v0/invoice', { authorization, json });
    ids.push((body as { payload: { invoiceId: string } }).payload.invoiceId);
  }
  return { ref, ids };
}

const deleteCustomer = ({ id }: CustomerRef) => call(`DELETE /api/v0/customer/${id}`, { authorization });

const refusal = ({ id }: CustomerRef, invoices: string) =>
  enkashFailure(422, 'UNPROCESSABLE_REQUEST', `customer ${id} cannot be deleted: it has ${invoices}`);

type Command = Parameters<typeof documentClient.send>[0];

/** Does something just before the first command of this kind is sent. */
function overtake(kind: string, by: () => Promise<void>): void {
  const send = documentClient.send.bind(documentClient);
  const spy = vi.spyOn(documentClient, 'send');
  spy.mockImplementation((async (command: Command) => {
    if (command.constructor.name !== kind) return send(command);
    spy.mockRestore();
    await by();
    return send(command);
  }) as typeof send);
}

/** Commands of this kind have no answer until the request's time is over. */
function neverAnswered(kind: string): void {
  const [now, send] = [performance.now.bind(performance), documentClient.send.bind(documentClient)];
  let late = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
  vi.spyOn(documentClient, 'send').mockImplementation((async (command: Command) => {
    if (command.constructor.name !== kind) return send(command);
    late += 60_000;
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  }) as typeof send);
}

describe('a refused DELETE /api/v0/customer/{customerId}', () => {
  it('names the invoices by their numbers', async () => {
    const { ref } = await billed('INV-2', 'INV-4', 'INV-1', 'INV-3');
    await billed('INV-3');
    const before = await storedCustomer(ref);

    const answer = await deleteCustomer(ref);

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refusal(ref, '4 live invoice(s): INV-1, INV-2, INV-3, INV-4'));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('names those without a number by their ids', async () => {
    const { ref, ids } = await billed(undefined, '', ' \n');

    const answer = await deleteCustomer(ref);

    expect(answer.body).toEqual(refusal(ref, `3 live invoice(s): ${ids.sort().join(', ')}`));
  });

  it('names five of more', async () => {
    const { ref } = await billed(...Array(7).fill('INV'));

    const answer = await deleteCustomer(ref);

    expect(answer.body).toEqual(refusal(ref, '7 live invoice(s), among them INV, INV, INV, INV, INV'));
  });

  it('cuts long numbers, and no character in two', async () => {
    const { ref } = await billed('a'.repeat(150_000), `${'b'.repeat(59)}\u{1F600}`, 'c'.repeat(60));

    const answer = await deleteCustomer(ref);

    const names = [`${'a'.repeat(60)}…`, `${'b'.repeat(59)}…`, 'c'.repeat(60)].join(', ');
    expect(answer.body).toEqual(refusal(ref, `3 live invoice(s): ${names}`));
  });

  it('does not name an invoice that is deleted by then', async () => {
    const { ref, ids } = await billed('INV-1', 'INV-2');
    overtake('BatchGetCommand', async () => {
      await call('POST /api/v0/invoice/bulk/delete', { authorization, json: { invoiceIds: [ids[0]] } });
    });

    const answer = await deleteCustomer(ref);

    expect(answer.body).toEqual(refusal(ref, '2 live invoice(s), among them INV-2'));
  });

  it.each(['QueryCommand', 'BatchGetCommand'])('names none where a %s has no answer', async (kind) => {
    const { ref } = await billed('INV-1');
    neverAnswered(kind);

    const answer = await deleteCustomer(ref);

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refusal(ref, '1 live invoice(s)'));
  });

  it('leaves what clients have written out of the log', async () => {
    const { ref } = await billed('INV-1');

    const { answer, lines } = await loggedBy(() => deleteCustomer(ref), 'info');

    expect(answer.body).toEqual(refusal(ref, '1 live invoice(s): INV-1'));
    const said = `customer ${ref.id} cannot be deleted: it has 1 live invoice(s)`;
    expect(lines).toEqual([expect.objectContaining({ outcome: 'linked', refusal: said })]);
  });
});
