import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { expectRemoved } from '../../support/scenes.ts';
import { storeCustomer } from '../../support/store.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const ada = {
  deleted: false,
  email: 'ada@example.com',
  keyContactPersonId: 'ada',
  legalName: 'Ada Lovelace',
  mail_enabled: true,
  mobile: '9876543210',
  name: 'Ada',
  sms_enabled: false,
  via: 'PORTAL',
  whatsapp_enabled: true,
};
const bob = { deleted: true, keyContactPersonId: 'bob', legalName: 'Bob', mobile: '', name: 'Bob' };
const chloe = { deleted: false, keyContactPersonId: 'chloe', legalName: 'Chloé', mobile: '', name: 'Chloé' };

let customers = 0;

async function stored(profile: Record<string, unknown>, tenant = company) {
  const id = `KCABCDEFGHIJ${String(++customers).padStart(4, '0')}`;
  const ref = { vendor: 'enkash', tenant, id };
  await storeCustomer(ref, profile, { customerId: id, companyId: tenant });
  return ref;
}

const getContactDetails = (id: string, query = '') =>
  call(`GET /api/v0/customer/contact-details/${id}${query}`, { authorization });

const success = (payload: object) => ({
  payload,
  response_code: 0,
  response_message: 'Contact details found',
});

describe('GET /api/v0/customer/contact-details/{customerId}', () => {
  it('shows whom to ask, and none who is deleted', async () => {
    const { id } = await stored({
      legalName: 'Ada Ltd',
      contactNumber: '+91 9876543210',
      address: '1 MG Road',
      customerKeyContacts: [ada, bob, chloe],
      customerReminders: [{ customerReminderId: 'r' }],
    });

    const answer = await getContactDetails(id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        customerId: id,
        companyId: company,
        legalName: 'Ada Ltd',
        contactNumber: '+91 9876543210',
        customerKeyContacts: [ada, chloe],
      }),
    );
  });

  it('shows an inactive customer, and leaves out what there is not', async () => {
    const ref = await stored({ legalName: 'Ada Ltd', customerKeyContacts: [] });
    await expectRemoved(ref, 'deactivation');

    const answer = await getContactDetails(ref.id);

    const details = { customerId: ref.id, companyId: company, legalName: 'Ada Ltd', customerKeyContacts: [] };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(details));
  });

  it('acts for a company that the token may act for, when parentCompanyId names it', async () => {
    const { id } = await stored({ legalName: 'Ada Ltd', customerKeyContacts: [chloe] }, partner);

    const answer = await getContactDetails(id, `?parentCompanyId=${partner}`);

    const details = {
      customerId: id,
      companyId: partner,
      legalName: 'Ada Ltd',
      customerKeyContacts: [chloe],
    };
    expect(answer.body).toEqual(success(details));
  });

  it('finds no customer that is deleted, never was or is another company’s', async () => {
    const profile = { legalName: 'Ada Ltd', customerKeyContacts: [] };
    const deleted = await stored(profile);
    await expectRemoved(deleted, 'deletion');
    const others = await stored(profile, newEnkashCompany());

    for (const id of [deleted.id, others.id, 'KC00000000000000']) {
      const answer = await getContactDetails(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no customer ${id}`));
    }
  });

  it('refuses to act for any other company', async () => {
    const stranger = newEnkashCompany();

    const answer = await getContactDetails('KC00000000000000', `?parentCompanyId=${stranger}`);

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${stranger}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
  });

  it('names what does not match its pattern', async () => {
    const answer = await getContactDetails('KC1');

    const issue = {
      field: 'customerId',
      rejectedValue: 'KC1',
      message: 'Invalid string: must match pattern /^KC[A-Z0-9]{14}$/',
    };
    const message = `${issue.field}: ${issue.message}`;
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', message, [issue]));
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer } = await loggedBy(() => getContactDetails('KC00000000000000'));

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });
});
