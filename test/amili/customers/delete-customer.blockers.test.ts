import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { loggedBy } from '../../support/log.ts';
import { overwrite } from '../../support/scenes.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { newClient } from '../client.ts';

let client: Awaited<ReturnType<typeof newClient>>;

beforeEach(async () => {
  client = await newClient();
});

afterEach(() => {
  vi.restoreAllMocks();
});

let customers = 0;

/** A customer to which documents with these numbers are attached. */
async function attachedTo(...documentNos: string[]) {
  const customerNo = String(++customers);
  const ref = { ...client.tenant, id: customerNo };
  await storeCustomer(ref, {}, { accountNo: 500_002, customerNo });
  for (const documentNo of documentNos) await storeDependent(ref, 'DOCUMENT', documentNo);
  return ref;
}

const refusal = ({ id }: { id: string }, attached: string) =>
  amiliFailure('HAS_ATTACHMENTS', `Customer not deleted: documents or AR items are attached${attached}`, {
    clientNo: client.clientNo,
    accountNo: 500_002,
    customerNo: id,
  });

type Command = Parameters<typeof documentClient.send>[0];

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

// Whether the customer is deleted or only asked about, a refusal is in the same words.
describe.each(['', '?options=validateOnly'])(
  'a refused DELETE /clients/{clientno}/customers/{customerno}%s',
  (query) => {
    it('names all of up to five, in order', async () => {
      const ref = await attachedTo('D2', 'D1');
      await storeDependent(ref, 'SUB_CUSTOMER', 'D1');
      await storeDependent(ref, 'AR_ITEM', '7');
      await attachedTo('D3');

      const { status, body } = await client.deleteCustomer(ref.id, query);

      const names = 'AR item 7, document D1, document D2, sub-customer of document D1';
      expect([status, body]).toEqual([422, refusal(ref, ` (4), which ARM knows no way to remove: ${names}`)]);
    });

    it('names five of more', async () => {
      const ref = await attachedTo('A', 'B', 'C', 'D', 'E', 'F');

      const { body } = await client.deleteCustomer(ref.id, query);

      const { message } = body as { message: string };
      const [before, names = ''] = message.split(', among them ');
      const said = `${before}, among them …`;
      expect({ ...(body as object), message: said }).toEqual(
        refusal(ref, ' (6), which ARM knows no way to remove, among them …'),
      );
      expect(names).toMatch(/^(document [A-F], ){4}document [A-F]$/);
      expect(new Set(names.split(', ')).size).toBe(5);
    });

    it('says so where the count is unknown, because unknown is not none', async () => {
      const ref = await attachedTo('A1');
      const { linkCount: _, ...item } = (await storedCustomer(ref))!;
      await overwrite(item);

      const { status, body } = await client.deleteCustomer(ref.id, query);

      const attached = ', which ARM knows no way to remove, among them document A1';
      expect([status, body]).toEqual([422, refusal(ref, attached)]);
      expect(await storedCustomer(ref)).toEqual(item);
    });

    it('names none where the index has no answer', async () => {
      const ref = await attachedTo('A2');
      neverAnswered('QueryCommand');

      const { status, body } = await client.deleteCustomer(ref.id, query);

      expect([status, body]).toEqual([422, refusal(ref, ' (1), which ARM knows no way to remove')]);
    });

    it('leaves what clients have written out of the log', async () => {
      const ref = await attachedTo('A3');

      const { lines } = await loggedBy(() => client.deleteCustomer(ref.id, query), 'info');

      const said = 'Customer not deleted: documents or AR items are attached (1)';
      expect(lines).toEqual([expect.objectContaining({ outcome: 'linked', refusal: said })]);
    });
  },
);
