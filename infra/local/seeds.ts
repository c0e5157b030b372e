import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCOPES } from '../../functions/beel/dialect/api-keys.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';
import {
  type AmiliCredential,
  amiliAuthorization,
  type BeelCredential,
  type EnkashCredential,
  enkashAuthorization,
  enkashBasic,
  makeAmiliCredential,
  makeBeelCredential,
  makeEnkashCredential,
} from '../commands/credentials/make-credentials.ts';
import { newTraceId } from './http-event.ts';
import { callOperation } from './operation-events.ts';

/** Sample data: one deletable and one linked customer of each vendor, and what is needed to call as their tenant. */
export interface Seeds {
  readonly enkash: EnkashCredential & { customerId: string; linkedCustomerId: string; invoiceId: string };
  readonly amili: AmiliCredential & { customerNo: string; linkedCustomerNo: string };
  readonly beel: BeelCredential & { customerId: string; linkedCustomerId: string; invoiceId: string };
}

/** Companies and client of the seeds. */
const ENKASH_COMPANY = 'CEKFOWV7UQ';
const AMILI_CLIENT = 2218;

/** The seeds of this data directory: made at the first start, and completed again at each later one. */
export async function readOrMakeSeeds(dataDir: string): Promise<Seeds> {
  const file = join(dataDir, 'seeds.json');
  const kept: Partial<Seeds> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const seeds = await makeSeeds(kept);
  writeFileSync(file, JSON.stringify(seeds, undefined, 2), { mode: 0o600 });
  return seeds;
}

/**
 * Seeds made through the operations themselves.
 * @param kept the seeds of an earlier start: those deleted since are made again, and authorizations are fresh
 */
export const makeSeeds = async (kept: Partial<Seeds> = {}): Promise<Seeds> => ({
  enkash: await enkashSeeds(kept.enkash),
  amili: await amiliSeeds(kept.amili),
  beel: await beelSeeds(kept.beel),
});

async function enkashSeeds(kept: Seeds['enkash'] | undefined): Promise<Seeds['enkash']> {
  const credential = await enkashLogin(kept);
  const headers = { authorization: credential.authorization };
  const isThere = (id: string) => isActive('enkash', credential.companyId, id);
  const create = async (legalName: string) => {
    const keyContact = { deleted: false, legalName, mobile: '9876543210', name: legalName };
    const json = { legalName, customerKeyContacts: [keyContact] };
    const { payload } = await callOperation<{ payload: { customerId: string } }>('POST /api/v0/customer', {
      headers,
      json,
    });
    return payload.customerId;
  };
  const customerId =
    kept && (await isThere(kept.customerId)) ? kept.customerId : await create('Deletable Traders');
  const seeds = { ...credential, customerId };
  if (kept && (await isLinked('enkash', credential.companyId, kept.linkedCustomerId))) {
    return { ...seeds, linkedCustomerId: kept.linkedCustomerId, invoiceId: kept.invoiceId };
  }
  const linkedCustomerId = await create('Linked Traders');
  const json = {
    customerId: linkedCustomerId,
    baseAmount: 1180,
    dueDate: '2027-01-31',
    invoiceNumber: 'INV-1',
  };
  const { payload } = await callOperation<{ payload: { invoiceId: string } }>('POST /api/v0/invoice', {
    headers,
    json,
  });
  return { ...seeds, linkedCustomerId, invoiceId: payload.invoiceId };
}

/** The kept login, or a new one where that no longer works: it is locked, revoked, or of a version without companies. */
async function enkashLogin(kept: EnkashCredential | undefined): Promise<EnkashCredential> {
  if (kept) {
    try {
      return { ...kept, authorization: await enkashAuthorization(kept) };
    } catch {
      // Whatever else is wrong, a new one meets as well.
    }
  }
  return makeEnkashCredential(ENKASH_COMPANY, []);
}

async function amiliSeeds(kept: Seeds['amili'] | undefined): Promise<Seeds['amili']> {
  const credential = kept ?? (await makeAmiliCredential([AMILI_CLIENT]));
  const headers = { authorization: await amiliAuthorization(credential) };
  const path = { clientno: String(AMILI_CLIENT) };
  const create = async (customerNo: string, name: string) => {
    await callOperation('POST /clients/{clientno}/customers', { path, headers, json: { customerNo, name } });
    return customerNo;
  };
  const numbers = { customerNo: '543210', linkedCustomerNo: '765432' };
  await create(numbers.customerNo, 'Owe Armstrong');
  await create(numbers.linkedCustomerNo, 'Lina Ked');
  if (!(await isLinked('amili', path.clientno, numbers.linkedCustomerNo))) {
    const documentNo = String(randomInt(10_000_000, 100_000_000));
    const json = { documentType: 'IN', documentNo, customerNo: numbers.linkedCustomerNo };
    await callOperation('POST /clients/{clientno}/documents', { path, headers, json });
  }
  return { ...credential, authorization: headers.authorization, ...numbers };
}

async function beelSeeds(kept: Seeds['beel'] | undefined): Promise<Seeds['beel']> {
  const credential =
    kept ?? (await makeBeelCredential({ company: randomUUID(), mode: 'live', scopes: SCOPES }));
  const headers = { authorization: credential.authorization };
  const tenant = `${credential.mode}:${credential.company}`;
  const create = async (legal_name: string) => {
    const address = {
      street: 'Calle Gran Vía',
      number: '45',
      postal_code: '28013',
      city: 'Madrid',
      province: 'Madrid',
      country: 'España',
    };
    const json = { legal_name, nif: `B${randomInt(10_000_000, 100_000_000)}`, address };
    const { data } = await callOperation<{ data: { id: string } }>('POST /api/v1/customers', {
      headers,
      json,
    });
    return data.id;
  };
  const customerId =
    kept && (await isActive('beel', tenant, kept.customerId))
      ? kept.customerId
      : await create('Deletable Traders SL');
  if (kept && (await isLinked('beel', tenant, kept.linkedCustomerId))) return { ...kept, customerId };
  const linkedCustomerId = await create('Linked Traders SL');
  const line = {
    description: 'Consulting',
    quantity: 1,
    unit_price: 100,
    main_tax: { type: 'IVA', percentage: 21 },
  };
  const json = { type: 'STANDARD', recipient: { customer_id: linkedCustomerId }, lines: [line] };
  const { data } = await callOperation<{ data: { id: string } }>('POST /api/v1/invoices', { headers, json });
  return { ...credential, customerId, linkedCustomerId, invoiceId: data.id };
}

async function isActive(vendor: string, tenant: string, id: string): Promise<boolean> {
  const customer = await readCustomer(receivables(), { vendor, tenant, id });
  return customer !== undefined && !customer.deactivation;
}

async function isLinked(vendor: string, tenant: string, id: string): Promise<boolean> {
  const customer = await readCustomer(receivables(), { vendor, tenant, id });
  return (customer?.linkCount ?? 0) > 0;
}

/** What a dialect's event fixtures may name in {{braces}}; fresh numbers and a trace id are drawn at every use. */
export const placeholdersOf = (seeds: Seeds, dialect: string): Record<string, string> => ({
  ...placeholdersIn(seeds, dialect),
  traceId: newTraceId(),
});

function placeholdersIn(seeds: Seeds, dialect: string): Record<string, string> {
  switch (dialect) {
    case 'enkash':
      return { ...textsOf(seeds.enkash), basic: enkashBasic(seeds.enkash) };
    case 'amili':
      return {
        ...textsOf(seeds.amili),
        clientNo: String(AMILI_CLIENT),
        newNumber: String(randomInt(1e9, 1e10)),
      };
    case 'beel':
    case 'beel-flat':
      return {
        ...textsOf(seeds.beel),
        companyId: seeds.beel.company,
        newNif: `B${String(randomBytes(4).readUInt32BE() % 1e8).padStart(8, '0')}`,
      };
    default:
      return {};
  }
}

const textsOf = (seeds: object): Record<string, string> =>
  Object.fromEntries(Object.entries(seeds).filter(([, value]) => typeof value === 'string'));
