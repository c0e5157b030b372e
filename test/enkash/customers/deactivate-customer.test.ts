import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeRemovedCustomer } from '../../support/scenes.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

let customers = 0;

const newRef = (tenant = company): CustomerRef => ({
  vendor: 'enkash',
  tenant,
  id: `KCABCDEFGHIJ${String(++customers).padStart(4, '0')}`,
});

const contact = { keyContactPersonId: 'ada', deleted: false, legalName: 'Ada', mobile: '', name: 'Ada' };

async function stored(ref = newRef()): Promise<CustomerRef> {
  const profile = { legalName: 'Ada Ltd', customerKeyContacts: [contact] };
  await storeCustomer(ref, profile, { customerId: ref.id, companyId: ref.tenant });
  return ref;
}

const deactivate = (id: string, query = '') =>
  call(`PUT /api/v0/customer/deactivate/${id}${query}`, { authorization });

const createInvoice = ({ id }: CustomerRef) =>
  call('POST /api/v0/invoice', {
    authorization,
    json: { customerId: id, baseAmount: 100, dueDate: '2027-01-31' },
  });

const success = (id: string) => ({ payload: id, response_code: 0, response_message: 'Customer deactivated' });

const refusal = ({ id }: CustomerRef) =>
  enkashFailure(422, 'UNPROCESSABLE_REQUEST', `customer ${id} is deactivated`);

describe('PUT /api/v0/customer/deactivate/{customerId}', () => {
  it('deactivates a customer whatever refers to it, and answers with its id', async () => {
    const ref = await stored();
    await storeDependent(ref);
    const before = (await storedCustomer(ref))!;

    const answer = await deactivate(ref.id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref.id));
    const stamp = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/customers/deactivate-customer',
    };
    expect(before.linkCount).toBe(1);
    expect(await storedCustomer(ref)).toEqual({
      ...before,
      listKey: listKey(ref, 'CUSTOMER', 'INACTIVE'),
      settled: expect.any(Set),
      update: stamp,
      deactivation: stamp,
      version: 2,
    });
  });

  it('answers alike for a customer that is inactive, and leaves it as it is', async () => {
    const ref = newRef();
    const before = await storeRemovedCustomer(ref, 'deactivation');

    const answer = await deactivate(ref.id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(ref.id));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('acts for a company that the token may act for, when parentCompanyId names it', async () => {
    const ref = await stored(newRef(partner));

    const answer = await deactivate(ref.id, `?parentCompanyId=${partner}`);

    expect(answer.body).toEqual(success(ref.id));
    expect((await storedCustomer(ref))?.deactivation?.by).toBe('ada@example.com');
  });

  it('finds no customer that is deleted, never was or is another company’s', async () => {
    const [deleted, others] = [newRef(), newRef(newEnkashCompany())];
    await storeRemovedCustomer(deleted, 'deletion');
    await storeCustomer(others);

    for (const ref of [deleted, others, newRef()]) {
      const before = await storedCustomer(ref);
      const answer = await deactivate(ref.id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${ref.id}`));
      expect(await storedCustomer(ref)).toEqual(before);
    }
  });

  it('refuses to act for any other company', async () => {
    const ref = newRef(newEnkashCompany());
    const before = await storeCustomer(ref);

    const answer = await deactivate(ref.id, `?parentCompanyId=${ref.tenant}`);

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${ref.tenant}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('names what does not match its pattern', async () => {
    const answer = await deactivate('KC1', '?parentCompanyId=acme');

    const issues = [
      ['customerId', 'KC1', '/^KC[A-Z0-9]{14}$/'],
      ['parentCompanyId', 'acme', '/^CEK[A-Z0-9]{7}$/'],
    ].map(([field, rejectedValue, pattern]) => ({
      field,
      rejectedValue,
      message: `Invalid string: must match pattern ${pattern}`,
    }));
    const message = issues.map((issue) => `${issue.field}: ${issue.message}`).join('; ');
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', message, issues));
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer } = await loggedBy(() => deactivate(newRef().id));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });
});

/** Does something just before the first command of this kind is sent. */
function overtake(kind: 'TransactWriteCommand' | 'UpdateCommand', by: () => Promise<unknown>): void {
  const send = documentClient.send.bind(documentClient);
  const spy = vi.spyOn(documentClient, 'send');
  spy.mockImplementation((async (command: Parameters<typeof send>[0]) => {
    if (command.constructor.name !== kind) return send(command);
    spy.mockRestore();
    await by();
    return send(command);
  }) as typeof send);
}

describe('a deactivation among invoices on their way', () => {
  it('refuses an invoice that saw the customer active', async () => {
    const ref = await stored();
    let deactivated: unknown;
    overtake('TransactWriteCommand', async () => {
      deactivated = (await deactivate(ref.id)).body;
    });

    const answer = await createInvoice(ref);

    expect(deactivated).toEqual(success(ref.id));
    expect([answer.status, answer.body]).toEqual([422, refusal(ref)]);
    expect(await storedCustomer(ref)).toMatchObject({ linkCount: 0, version: 2 });
  });

  it('keeps an invoice that came before it wrote, and counts it', async () => {
    const ref = await stored();
    let created: unknown;
    overtake('UpdateCommand', async () => {
      created = (await createInvoice(ref)).status;
    });

    const answer = await deactivate(ref.id);

    expect(created).toBe(200);
    expect(answer.body).toEqual(success(ref.id));
    expect(await storedCustomer(ref)).toMatchObject({
      linkCount: 1,
      deactivation: { by: 'ada@example.com' },
      version: 2,
    });
  });

  it('is one moment for all of them: those before it stay, those after it are refused', async () => {
    const ref = await stored();

    const invoices = Array.from({ length: 12 }, () => createInvoice(ref));
    const deactivation = await deactivate(ref.id);
    const later = await createInvoice(ref);
    const answers = await Promise.all(invoices);

    expect(deactivation.body).toEqual(success(ref.id));
    expect([later.status, later.body]).toEqual([422, refusal(ref)]);
    const [made, refused] = [200, 422].map((code) => answers.filter(({ status }) => status === code));
    expect(made!.length + refused!.length).toBe(12);
    for (const { body } of refused!) expect(body).toEqual(refusal(ref));
    expect((await storedCustomer(ref))?.linkCount).toBe(made!.length);
  });
});
