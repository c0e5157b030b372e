import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';
import { newClient } from '../client.ts';
import { documentedCustomer } from '../examples.ts';

const { clientNo, tenant, createCustomer, createDocument, shownCustomer } = await newClient();

/** The numbers of a new customer with these fields. */
async function create(fields: Record<string, unknown> = {}) {
  const customerNo = randomUUID();
  const { body } = await createCustomer({ customerNo, name: 'Ada', ...fields });
  const { accountNo } = body as { accountNo: number };
  return { clientNo, accountNo, customerNo };
}

const updated = (customerNo: string, accountNo: number) => ({
  status: 'PROCESSED',
  result: 'UPDATED',
  message: 'Customer updated',
  clientNo,
  accountNo,
  customerNo,
});

describe('POST /clients/{clientno}/customers, of a customer that there is', () => {
  it('leaves alone what is missing or null, and clears what is blank', async () => {
    const numbers = await create({ phoneNo: '1', language: 'no', dueDays: 5, digipostBlockIds: ['a', 'b'] });
    const { customerNo, accountNo } = numbers;

    const json = { customerNo, name: null, phoneNo: '', dueDays: 0, digipostBlockIds: ['c'] };
    const answer = await createCustomer(json);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(updated(customerNo, accountNo));
    const after = { name: 'Ada', phoneNo: '', language: 'no', dueDays: 0, digipostBlockIds: ['c'] };
    expect(await shownCustomer(customerNo)).toEqual({ ...numbers, ...after });
  });

  it('clears even the name', async () => {
    const numbers = await create();
    await createCustomer({ customerNo: numbers.customerNo, name: '' });
    expect(await shownCustomer(numbers.customerNo)).toEqual({ ...numbers, name: '' });
  });

  it('replaces the postal address whole', async () => {
    const numbers = await create({ postalAddress: documentedCustomer.postalAddress });
    const { customerNo } = numbers;
    const address = { cityName: 'Bergen', countryCode: 'NO' };

    await createCustomer({ customerNo, postalAddress: { ...address, countryText: null } });

    const blank = { addressLine1: '', addressLine2: '', addressLine3: '', postalCode: '', countryText: '' };
    const after = { ...numbers, name: 'Ada', postalAddress: { ...blank, ...address } };
    expect(await shownCustomer(customerNo)).toEqual(after);

    for (const untouched of [{}, { addressLine1: null }, null]) {
      await createCustomer({ customerNo, postalAddress: untouched });
      expect(await shownCustomer(customerNo)).toEqual(after);
    }
  });

  it('changes the members of the distribution one by one', async () => {
    const numbers = await create({ distribution: { type: 'H', einvoiceCode: 90 } });
    await createCustomer({ customerNo: numbers.customerNo, distribution: { type: 'M', einvoiceCode: null } });
    const distribution = { type: 'M', einvoiceCode: 90 };
    expect(await shownCustomer(numbers.customerNo)).toEqual({ ...numbers, name: 'Ada', distribution });
  });

  it('finds it whatever the case of its number, which stays as first written', async () => {
    const numbers = await create();
    const customerNo = numbers.customerNo.toUpperCase();
    const answer = await createCustomer({ customerNo, name: 'Eve' });
    expect(answer.body).toEqual(updated(numbers.customerNo, numbers.accountNo));
    expect(await shownCustomer(customerNo)).toEqual({ ...numbers, name: 'Eve' });
  });

  it('keeps the links that it has', async () => {
    const { customerNo } = await create();
    const json = { customerNo, documentNo: randomUUID(), documentType: 'IN' };
    await createDocument(json);
    await createCustomer({ customerNo, name: 'Eve' });
    expect((await storedCustomer({ ...tenant, id: customerNo.toUpperCase() }))?.linkCount).toBe(2);
  });

  it('loses no field of many updates at once', async () => {
    const numbers = await create();
    const { customerNo } = numbers;
    const fields = ['phoneNo', 'secondaryPhoneNo', 'language', 'currency', 'informalName', 'ssn'];

    const answers = await Promise.all(fields.map((field) => createCustomer({ customerNo, [field]: field })));

    for (const { body } of answers) expect(body).toEqual(updated(customerNo, numbers.accountNo));
    const after = Object.fromEntries(fields.map((field) => [field, field]));
    expect(await shownCustomer(customerNo)).toEqual({ ...numbers, name: 'Ada', ...after });
  });

  it('starts again when another write comes between reading and updating', async () => {
    const { customerNo, accountNo } = await create();
    const ref = { ...tenant, id: customerNo.toUpperCase() };
    const seen = (await storedCustomer(ref))!;
    const { client } = receivables();
    const send = client.send.bind(client);
    // The first update of this request finds that the customer has just been changed.
    const between = vi.spyOn(client, 'send').mockImplementation((async (command: UpdateCommand) => {
      if (command instanceof UpdateCommand) {
        between.mockRestore();
        await updateCustomer(
          receivables(),
          ref,
          seen,
          { profile: { name: 'Ada', phoneNo: '1' } },
          newStamp(),
        );
      }
      return send(command);
    }) as never);

    const answer = await createCustomer({ customerNo, language: 'no' });

    expect(answer.body).toEqual(updated(customerNo, accountNo));
    expect((await storedCustomer(ref))?.profile).toEqual({ name: 'Ada', phoneNo: '1', language: 'no' });
  });

  it('keeps a customer within one item of the table, however often it is written', async () => {
    const texts = Object.entries(documentedCustomer).filter(([, value]) => typeof value === 'string');
    const long = texts.filter(([, value]) => !/^\d{4}-\d\d-\d\d$/.test(value as string));
    const lists = Object.entries(documentedCustomer).filter(([, value]) => Array.isArray(value));
    const { customerNo, accountNo } = await create();
    const euros = (length: number) => '€'.repeat(length);
    const writes = [
      Object.fromEntries(long.map(([name]) => [name, euros(1_000)])),
      {
        postalAddress: Object.fromEntries(
          Object.keys(documentedCustomer.postalAddress).map((name) => [name, euros(1_000)]),
        ),
      },
      { distribution: { type: euros(1_000) } },
      ...lists.map(([name]) => ({ [name]: Array.from({ length: 50 }, () => euros(255)) })),
    ];
    const metadata = { userId: euros(1_000) };
    for (const fields of writes) {
      const answer = await createCustomer({ customerNo, metadata, ...fields });
      expect(answer.body).toEqual(updated(customerNo, accountNo));
    }
    const profile = Object.assign({ name: 'Ada', metadata }, ...writes);
    expect((await storedCustomer({ ...tenant, id: customerNo.toUpperCase() }))?.profile).toEqual(profile);
  });
});
