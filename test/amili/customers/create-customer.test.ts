import { randomInt, randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { listKey, mark } from '../../../shared/receivables/lists/listing.ts';
import { newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { storeCustomer, storedCustomer } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { documentedCustomer } from '../examples.ts';

// Account numbers are drawn with randomInt: a test may load the dice.
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:crypto')>();
  return { ...original, randomInt: vi.fn(original.randomInt) };
});

const { clientNo, tenant, createCustomer, deleteCustomer, shownCustomer } = await newClient();
const newNumber = () => randomUUID();

const processed = (
  result: 'CREATED' | 'UPDATED',
  customerNo: string,
  accountNo: unknown = expect.any(Number),
) => ({
  status: 'PROCESSED',
  result,
  message: result === 'CREATED' ? 'Customer created' : 'Customer updated',
  clientNo,
  accountNo,
  customerNo,
});

const accountNoOf = ({ body }: { body: unknown }) => (body as { accountNo: number }).accountNo;

describe('POST /clients/{clientno}/customers, of a new customer', () => {
  it('creates it with every field that the vendor shows, and gives it back', async () => {
    const json = { ...documentedCustomer, customerNo: '543210', metadata: { userId: 'TestUser' } };

    const answer = await createCustomer(json);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(processed('CREATED', '543210'));
    const accountNo = accountNoOf(answer);
    expect(accountNo).toBeGreaterThanOrEqual(100_000_000);
    expect(accountNo).toBeLessThan(1_000_000_000);
    expect(await shownCustomer('543210')).toEqual({
      clientNo,
      accountNo,
      customerNo: '543210',
      ...documentedCustomer,
    });
    const stamp = {
      at: expect.any(String),
      by: 'amili-client',
      requestId: expect.any(String),
      operation: 'amili/customers/create-customer',
    };
    expect(await storedCustomer({ ...tenant, id: '543210' })).toEqual({
      pk: `amili#${clientNo}#543210`,
      sk: 'CUSTOMER',
      linkCount: 0,
      profile: { ...documentedCustomer, metadata: { userId: 'TestUser' } },
      reference: { accountNo, customerNo: '543210' },
      listKey: listKey({ ...tenant, id: '543210' }, 'CUSTOMER', 'ACTIVE'),
      listOrder: '543210\t543210',
      listed: {
        name: 'owe armstrong',
        changed: expect.any(Number),
        marks: [
          `accountno=${accountNo}`,
          'organizationno=984842252',
          'ssn=01019921717',
          'emailaddress=AMILI@TESTARMREST.NO',
          'phoneno=99887766',
          'phoneno=99775533',
          'customercategory=CONS',
          'customergroupcode=VIP',
          'language=NO',
          'currency=NOK',
        ].map(mark),
      },
      creation: stamp,
      update: stamp,
      version: 1,
    });
  });

  it('takes blank strings, zeros and empty lists, ignores null and what it does not know', async () => {
    const customerNo = newNumber();
    const given = { name: 'A', phoneNo: '', dateOfBirth: '', dueDays: 0, limitAmount: 0, vatLiable: false };
    const lists = { emailAddressDocument: [], peppolBlockIds: [''] };
    const ignored = { ssn: null, postalAddress: {}, accountNo: 1, clientNo: 2, unknown: { a: 1 } };

    const answer = await createCustomer({ customerNo, ...given, ...lists, ...ignored });

    expect(answer.body).toEqual(processed('CREATED', customerNo));
    const accountNo = accountNoOf(answer);
    expect(await shownCustomer(customerNo)).toEqual({ clientNo, accountNo, customerNo, ...given, ...lists });
  });

  it.each([{}, { name: null }, { name: '' }])('needs a name: %j', async (fields) => {
    const customerNo = newNumber();
    const answer = await createCustomer({ customerNo, ...fields });
    expect(answer.status).toBe(422);
    const message = 'name: a new customer needs one';
    expect(answer.body).toEqual(amiliFailure('NAME_REQUIRED', message, { clientNo, customerNo }));
    expect(await storedCustomer({ ...tenant, id: customerNo.toUpperCase() })).toBe(undefined);
  });

  it('is one customer only when two create it at once: the second updates it', async () => {
    for (let round = 0; round < 10; round++) {
      const customerNo = newNumber();
      const answers = await Promise.all([
        createCustomer({ customerNo, name: 'A', phoneNo: '1' }),
        createCustomer({ customerNo, name: 'A', language: 'no' }),
      ]);

      const accountNo = accountNoOf(answers[0]);
      const bodies = answers.map(({ body }) => body);
      expect(bodies).toContainEqual(processed('CREATED', customerNo, accountNo));
      expect(bodies).toContainEqual(processed('UPDATED', customerNo, accountNo));
      const fields = { name: 'A', phoneNo: '1', language: 'no' };
      expect(await shownCustomer(customerNo)).toEqual({ clientNo, accountNo, customerNo, ...fields });
    }
  });

  it('draws another account number when the first one is taken', async () => {
    const first = accountNoOf(await createCustomer({ customerNo: newNumber(), name: 'A' }));
    const customerNo = newNumber();
    vi.mocked(randomInt).mockImplementationOnce(() => first);

    const answer = await createCustomer({ customerNo, name: 'B' });

    expect(vi.mocked(randomInt).mock.results.at(-2)?.value).toBe(first);
    expect(answer.body).toEqual(processed('CREATED', customerNo));
    expect(accountNoOf(answer)).not.toBe(first);
    expect((await storedCustomer({ ...tenant, id: customerNo.toUpperCase() }))?.reference).toEqual({
      accountNo: accountNoOf(answer),
      customerNo,
    });
  });

  it('gives up when every account number that it draws is taken', async () => {
    const first = accountNoOf(await createCustomer({ customerNo: newNumber(), name: 'A' }));
    const customerNo = newNumber();
    const now = performance.now.bind(performance);
    let late = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
    // Each draw takes three of the eight seconds.
    vi.mocked(randomInt).mockImplementation(() => {
      late += 3_000;
      return first;
    });

    const answer = await createCustomer({ customerNo, name: 'B' });
    vi.mocked(randomInt).mockReset();
    clock.mockRestore();

    expect(answer.status).toBe(500);
    expect(answer.headers['retry-after']).toBe('1');
    const message = 'Nothing was changed, because other requests were changing the same: try again';
    expect(answer.body).toEqual(amiliFailure('ERROR', message, { clientNo }));
    expect(await storedCustomer({ ...tenant, id: customerNo.toUpperCase() })).toBe(undefined);
  });

  it('gives the account number of a deleted customer to nobody', async () => {
    const customerNo = newNumber();
    const first = accountNoOf(await createCustomer({ customerNo, name: 'A', ssn: '01019921717' }));
    await deleteCustomer(customerNo);
    vi.mocked(randomInt).mockImplementationOnce(() => first);

    const answer = await createCustomer({ customerNo: customerNo.toUpperCase(), name: 'B' });

    expect(answer.body).toEqual(processed('CREATED', customerNo.toUpperCase()));
    const accountNo = accountNoOf(answer);
    expect(accountNo).not.toBe(first);
    const numbers = { clientNo, accountNo, customerNo: customerNo.toUpperCase() };
    expect(await shownCustomer(customerNo)).toEqual({ ...numbers, name: 'B' });
  });

  it('may have the number that another client gave to a customer, and the same account number', async () => {
    const other = { vendor: 'amili', tenant: String(newAmiliClient()), id: 'SHARED' };
    const before = await storeCustomer(other, { name: 'Theirs' });
    const answer = await createCustomer({ customerNo: 'shared', name: 'Ours' });
    expect(answer.body).toEqual(processed('CREATED', 'shared'));
    expect(await storedCustomer(other)).toEqual(before);
  });
});
