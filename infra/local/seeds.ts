import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { documentBundleId, documentRef } from '../../functions/amili/documents/document-ids.ts';
import { glItemIdOf } from '../../functions/amili/gl-items/gl-item.ts';
import { accountOf } from '../../functions/beel/companies/account.ts';
import { SCOPES } from '../../functions/beel/dialect/api-keys.ts';
import { tenantOf } from '../../functions/beel/dialect/caller.ts';
import { defaultSeries } from '../../functions/beel/series/series.ts';
import { type Invoice, statusOf } from '../../functions/enkash/invoices/invoice.ts';
import { SCOPES as operatorScopes } from '../../functions/operator/dialect/api-keys.ts';
import { now } from '../../shared/clock.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readBatch } from '../../shared/receivables/batches/read.ts';
import type { Tenant } from '../../shared/receivables/keys.ts';
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
  makeOperatorCredential,
  type OperatorCredential,
} from '../commands/credentials/make-credentials.ts';
import { sampleNif } from '../sample-nif.ts';
import { StartupError } from '../startup-error.ts';
import { readDataObject, writeDataFile } from './data-files.ts';
import { newTraceId } from './http-event.ts';
import { callOperation, OperationRefused } from './operation-events.ts';
import {
  active,
  deletable,
  isCreditable,
  isInvoice,
  isLinked,
  isReminder,
  isRestorable,
  isThere,
} from './seed-state.ts';
import { engineFile } from './stack-record.ts';

/** Sample data: one deletable and one linked customer of each vendor, and what is needed to call as their tenant. */
export interface Seeds {
  readonly enkash: EnkashCredential & {
    customerId: string;
    linkedCustomerId: string;
    /** One that is deleted, and can be restored. */
    deletedCustomerId: string;
    /** Both of the linked customer: one to be deleted, and one to be changed and paid. */
    invoiceId: string;
    openInvoiceId: string;
    /** A reminder of the linked customer. */
    reminderId: string;
  };
  readonly amili: AmiliCredential & {
    customerNo: string;
    linkedCustomerNo: string;
    /** A document of the linked customer, with an AR item that is open when it is made. */
    documentNo: string;
    fileUuid: string;
    /** A line that one of its documents posted. */
    glItemId: string;
    /** Of a write that was refused: others are logged some time after their answers. */
    logItemId: string;
    /** An AR item of the linked customer, of which enough is left to be credited. */
    arItemId: string;
    /** A batch about the linked customer. */
    batchUuid: string;
  };
  readonly beel: BeelCredential & {
    customerId: string;
    linkedCustomerId: string;
    /** A draft of the linked customer, and one of nobody that is issued. */
    invoiceId: string;
    issuedInvoiceId: string;
    recurringInvoiceId: string;
  };
  /** A key for all of them. */
  readonly operator: OperatorCredential;
}

/** Companies and client of the seeds. */
const ENKASH_COMPANY = 'CEKFOWV7UQ';
/** Its password is random, and lies in the file beside its hash: at the usual cost each start would take 0.3 s longer. */
const SAMPLE_COST = { N: 2 ** 10, r: 8, p: 1 } as const;
const AMILI_CLIENT = 2218;
const AMILI_TENANT = { vendor: 'amili', tenant: String(AMILI_CLIENT) };

/** The seeds of this data directory: made at the first start, and completed again at each later one. @throws StartupError */
export async function readOrMakeSeeds(dataDir: string): Promise<Seeds> {
  const file = seedsFile(dataDir);
  const vendor = z.optional(z.looseObject({ ids: z.array(z.string()) }));
  const schema = z.object({ enkash: vendor, amili: vendor, beel: vendor, operator: vendor });
  const kept = (readDataObject(file, schema) ?? {}) as unknown as Partial<Seeds>;
  try {
    const seeds = await makeSeeds(kept);
    writeDataFile(file, JSON.stringify(seeds, undefined, 2));
    return seeds;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const { message } = error as Error;
    throw error instanceof OperationRefused && error.statusCode < 500
      ? new StartupError(`${file} does not fit the data: delete it, and it is made anew (${message})`)
      : new StartupError(`the data in ${engineFile(dataDir)} cannot be used: ${message}`);
  }
}

/** Seeds as they are kept, with tokens that are fresh. @throws StartupError */
export async function keptSeeds(dataDir: string): Promise<Seeds> {
  const file = seedsFile(dataDir);
  const kept = readDataObject(file, z.looseObject({}));
  if (!kept) throw new StartupError(`${file} is not there: start again, and it is made anew`);
  const { enkash, amili, ...others } = kept as unknown as Seeds;
  const seeds = {
    enkash: { ...enkash, authorization: await enkashAuthorization(enkash) },
    amili: { ...amili, authorization: await amiliAuthorization(amili) },
    ...others,
  };
  writeDataFile(file, JSON.stringify(seeds, undefined, 2));
  return seeds;
}

const seedsFile = (dataDir: string): string => join(dataDir, 'seeds.json');

/**
 * Seeds made through the operations themselves.
 * @param kept the seeds of an earlier start: those deleted since are made again, and authorizations are fresh
 */
export const makeSeeds = async (kept: Partial<Seeds> = {}): Promise<Seeds> => ({
  enkash: await enkashSeeds(kept.enkash),
  amili: await amiliSeeds(kept.amili),
  beel: await beelSeeds(kept.beel),
  operator: kept.operator ?? (await makeOperatorCredential({ name: 'operator', scopes: operatorScopes })),
});

async function enkashSeeds(kept: Seeds['enkash'] | undefined): Promise<Seeds['enkash']> {
  const credential = await enkashLogin(kept);
  const headers = { authorization: credential.authorization };
  const tenant = { vendor: 'enkash', tenant: credential.companyId };
  const create = async (legalName: string) => {
    const keyContact = { deleted: false, legalName, mobile: '9876543210', name: legalName };
    const json = { legalName, customerKeyContacts: [keyContact] };
    const { payload } = await callOperation<{ payload: { customerId: string } }>('POST /api/v0/customer', {
      headers,
      json,
    });
    return payload.customerId;
  };
  const customerId = (await deletable(tenant, kept?.customerId)) ?? (await create('Deletable Traders'));
  const linkedCustomerId = (await active(tenant, kept?.linkedCustomerId)) ?? (await create('Linked Traders'));
  const deleted = async (keptId: string | undefined) => {
    if (keptId !== undefined && (await isRestorable({ ...tenant, id: keptId }))) return keptId;
    const path = { customerId: await create('Deleted Traders') };
    await callOperation('DELETE /api/v0/customer/{customerId}', { headers, path });
    return path.customerId;
  };
  const invoice = async (keptId: string | undefined, invoiceNumber: string) => {
    if (await isInvoice(tenant, keptId, linkedCustomerId, isUnpaid)) return keptId as string;
    const json = { customerId: linkedCustomerId, baseAmount: 1180, dueDate: '2027-01-31', invoiceNumber };
    const request = { headers, json };
    const { payload } = await callOperation<{ payload: { invoiceId: string } }>(
      'POST /api/v0/invoice',
      request,
    );
    return payload.invoiceId;
  };
  const reminder = async (keptId: string | undefined) => {
    if (await isReminder({ ...tenant, id: linkedCustomerId }, keptId)) return keptId as string;
    const path = { customerId: linkedCustomerId };
    const json = { dueDateDifference: -3, reminderTime: '09:30', stage: 'FIRST' };
    const { payload } = await callOperation<{ payload: { customerReminderId: string } }>(
      'POST /api/v0/customer-reminder/{customerId}',
      { headers, path, json },
    );
    return payload.customerReminderId;
  };
  return {
    ...{ ...credential, customerId, linkedCustomerId },
    deletedCustomerId: await deleted(kept?.deletedCustomerId),
    invoiceId: await invoice(kept?.invoiceId, 'INV-1'),
    openInvoiceId: await invoice(kept?.openInvoiceId, 'INV-2'),
    reminderId: await reminder(kept?.reminderId),
  };
}

/** Only such an invoice can be deleted, changed and paid. */
const isUnpaid = (fields: object): boolean => statusOf(fields as Invoice) === 'UNPAID';

/** The kept login, or a new one where that no longer works: it is locked, revoked, or of a version without companies. */
async function enkashLogin(kept: EnkashCredential | undefined): Promise<EnkashCredential> {
  if (kept) {
    try {
      return { ...kept, authorization: await enkashAuthorization(kept) };
    } catch {
      // Whatever else is wrong, a new one meets as well.
    }
  }
  return makeEnkashCredential(ENKASH_COMPANY, [], SAMPLE_COST);
}

async function amiliSeeds(kept: Seeds['amili'] | undefined): Promise<Seeds['amili']> {
  const credential = kept ?? (await makeAmiliCredential([AMILI_CLIENT]));
  const headers = { authorization: await amiliAuthorization(credential) };
  const path = { clientno: String(AMILI_CLIENT) };
  const create = async (customerNo: string, name: string) => {
    await callOperation('POST /clients/{clientno}/customers', { path, headers, json: { customerNo, name } });
    return customerNo;
  };
  const tenant = AMILI_TENANT;
  const linkedCustomerNo = '765432';
  // Nothing takes a document back: a customer that got one is no longer to be deleted, and another takes its part.
  const isTaken = kept !== undefined && (await isLinked(tenant, kept.customerNo));
  const customerNo = isTaken ? String(randomInt(100_000, 1_000_000)) : (kept?.customerNo ?? '543210');
  await create(customerNo, 'Owe Armstrong');
  await create(linkedCustomerNo, 'Lina Ked');
  await amiliBooks(headers);
  const document = async (keptNo: string | undefined) => {
    if (keptNo !== undefined && (await isThere(tenant, 'DOCUMENT', keptNo))) return keptNo;
    const documentNo = String(randomInt(10_000_000, 100_000_000));
    const json = {
      ...{ documentType: 'IN', documentNo, customerNo: linkedCustomerNo, documentDate: '2025-02-27' },
      currencyAmounts: { exclVat: 5200, vat: 1300, inclVat: 6500 },
    };
    await callOperation('POST /clients/{clientno}/documents', { path, headers, json });
    return documentNo;
  };
  const batch = async (keptUuid: string | undefined) => {
    if (keptUuid !== undefined && (await readBatch(receivables(), tenant, keptUuid, now()))) return keptUuid;
    const json = { customers: [{ customerNo: linkedCustomerNo, language: 'no' }] };
    const batches = 'PUT /clients/{clientno}/customers/batches';
    return (await callOperation<{ batchUuid: string }>(batches, { path, headers, json })).batchUuid;
  };
  const file = async (keptUuid: string | undefined) => {
    if (keptUuid !== undefined && (await isThere(tenant, 'FILE', keptUuid))) return keptUuid;
    const content = Buffer.from('Ordered by telephone.\n').toString('base64');
    const json = {
      files: [{ fileName: 'order.txt', fileType: 'ATTACHMENT', contentType: 'text/plain', content }],
    };
    const request = { path, headers, json };
    const answer = await callOperation<{ files: [{ fileUuid: string }] }>(
      'POST /clients/{clientno}/files',
      request,
    );
    return answer.files[0].fileUuid;
  };
  const arItem = async (keptId: string | undefined) => {
    if (keptId !== undefined && (await isCreditable(tenant, keptId))) return keptId;
    const json = {
      ...{ documentType: 'IN', documentNo: String(randomInt(10_000_000, 100_000_000)) },
      ...{
        customerNo: linkedCustomerNo,
        documentDate: '2025-02-27',
        currencyAmounts: { inclVat: 1_000_000 },
      },
    };
    const request = { path, headers, json };
    const { arItemId } = await callOperation<{ arItemId: number }>(
      'POST /clients/{clientno}/documents',
      request,
    );
    return String(arItemId);
  };
  return {
    ...{ ...credential, authorization: headers.authorization, customerNo, linkedCustomerNo },
    documentNo: await document(kept?.documentNo),
    fileUuid: await file(kept?.fileUuid),
    glItemId: await amiliGlItem(headers, linkedCustomerNo, kept?.glItemId),
    logItemId: await amiliLogItem(tenant, headers, kept?.logItemId),
    arItemId: await arItem(kept?.arItemId),
    batchUuid: await batch(kept?.batchUuid),
  };
}

/** One of an update that names no customer, and is refused. */
async function amiliLogItem(
  tenant: Tenant,
  headers: { readonly authorization: string },
  kept: string | undefined,
): Promise<string> {
  if (kept !== undefined && (await isThere(tenant, 'LOG_ITEM', kept))) return kept;
  const path = { clientno: tenant.tenant };
  const json = { customerNo: 'nobody' };
  await callOperation('PUT /clients/{clientno}/customers', { path, headers, json }).catch((error) => {
    if (!(error instanceof OperationRefused)) throw error;
  });
  const { logItems } = await callOperation<{ logItems: readonly { logItemId: number }[] }>(
    'GET /clients/{clientno}/logitems',
    { path, headers },
  );
  return String(logItems[0]?.logItemId);
}

/** The first line of the voucher of a document that was made for it. */
async function amiliGlItem(
  headers: { readonly authorization: string },
  customerNo: string,
  kept: string | undefined,
): Promise<string> {
  if (kept !== undefined && (await isThere(AMILI_TENANT, 'GL_ITEM', kept))) return kept;
  const json = {
    ...{ documentType: 'IN', documentNo: String(randomInt(10_000_000, 100_000_000)), customerNo },
    ...{ documentDate: '2025-02-27', currencyAmounts: { exclVat: 80, vat: 20, inclVat: 100 } },
  };
  const request = { path: { clientno: AMILI_TENANT.tenant }, headers, json };
  const { voucherNo } = await callOperation<{ voucherNo: number }>(
    'POST /clients/{clientno}/documents',
    request,
  );
  return String(glItemIdOf(voucherNo, 1));
}

/** Closed is December 1989, which nothing was posted to: January 1990, which an event closes, is opened again. */
async function amiliBooks(headers: { readonly authorization: string }): Promise<void> {
  const path = { clientno: AMILI_TENANT.tenant };
  const { values } = await callOperation<{ values: readonly string[] }>(
    'GET /clients/{clientno}/clientconfigs/{key}',
    { path: { ...path, key: 'GLCLOSEDTHROUGH' }, headers },
  );
  const act = (actionType: string, glYear: number, glPeriod: number) =>
    callOperation('POST /clients/{clientno}/actions', {
      ...{ path, headers },
      json: { actionType, parameters: { glYear, glPeriod } },
    });
  if (values.length === 0) await act('CLOSE-GL-PERIOD', 1989, 12);
  if (values[0] === '1990-01') await act('REOPEN-GL-PERIOD', 1990, 1);
}

async function beelSeeds(kept: Seeds['beel'] | undefined): Promise<Seeds['beel']> {
  const credential = await beelKey(kept);
  const headers = { authorization: credential.authorization };
  const tenant = { vendor: 'beel', tenant: `${credential.mode}:${credential.company}` };
  const create = async (legal_name: string) => {
    const address = {
      street: 'Calle Gran Vía',
      number: '45',
      postal_code: '28013',
      city: 'Madrid',
      province: 'Madrid',
      country: 'España',
    };
    const json = { legal_name, nif: sampleNif(), address };
    const { data } = await callOperation<{ data: { id: string } }>('POST /api/v1/customers', {
      headers,
      json,
    });
    return data.id;
  };
  const customerId = (await deletable(tenant, kept?.customerId)) ?? (await create('Deletable Traders SL'));
  const linkedCustomerId =
    (await active(tenant, kept?.linkedCustomerId)) ?? (await create('Linked Traders SL'));
  const line = {
    description: 'Consulting',
    quantity: 1,
    unit_price: 100,
    main_tax: { type: 'IVA', percentage: 21 },
  };
  const invoice = async (
    keptId: string | undefined,
    status: 'DRAFT' | 'ISSUED',
    recipient: { customer_id?: string },
  ) => {
    const isSo = (fields: Record<string, unknown>) => fields.status === status;
    if (await isInvoice(tenant, keptId, recipient.customer_id, isSo)) return keptId as string;
    const json = {
      type: recipient.customer_id ? 'STANDARD' : 'SIMPLIFIED',
      recipient,
      lines: [line],
      options: { issue_directly: status === 'ISSUED' },
    };
    const request = { headers, json };
    const { data } = await callOperation<{ data: { id: string } }>('POST /api/v1/invoices', request);
    return data.id;
  };
  return {
    ...{ ...credential, customerId, linkedCustomerId },
    invoiceId: await invoice(kept?.invoiceId, 'DRAFT', { customer_id: linkedCustomerId }),
    issuedInvoiceId: await invoice(kept?.issuedInvoiceId, 'ISSUED', {}),
    recurringInvoiceId: await beelRecurringInvoice(credential, kept?.recurringInvoiceId),
  };
}

/** One that names no customer, so that it protects none. */
async function beelRecurringInvoice(
  { authorization, company, mode }: BeelCredential,
  kept: string | undefined,
): Promise<string> {
  const tenant = tenantOf({ company, mode });
  if (kept !== undefined && (await isThere(tenant, 'RECURRING_INVOICE', kept))) return kept;
  const json = {
    name: 'Monthly hosting',
    day_of_month: 15,
    start_date: '2026-01-01',
    series_id: defaultSeries(tenant)[0]?.id,
    invoice_type: 'STANDARD',
    lines: [{ description: 'Hosting', quantity: 1, unit_price: 50, vat_rate: 21 }],
  };
  const { data } = await callOperation<{ data: { id: string } }>(
    'POST /api/v1/companies/{company_id}/recurring-invoices',
    { headers: { authorization }, path: { company_id: company }, json },
  );
  return data.id;
}

/** The kept key, or another one of its company where an earlier version made it, with fewer scopes. */
async function beelKey(kept: BeelCredential | undefined): Promise<BeelCredential> {
  if (kept && SCOPES.every((scope) => kept.scopes.includes(scope))) return kept;
  const [company, mode] = [kept?.company ?? randomUUID(), kept?.mode ?? 'live'];
  return makeBeelCredential({ company, mode, scopes: SCOPES });
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
        documentBundleId: String(documentBundleId(documentRef(AMILI_TENANT, seeds.amili.documentNo))),
        newNumber: String(randomInt(1e9, 1e10)),
      };
    case 'beel':
    case 'beel-flat':
      return {
        ...textsOf(seeds.beel),
        companyId: seeds.beel.company,
        accountId: accountOf(seeds.beel.company),
        seriesId: defaultSeries(tenantOf(seeds.beel))[0]?.id as string,
        newNif: sampleNif(),
      };
    // Its fixtures are about EnKash's customers.
    case 'operator':
      return {
        ...{ authorization: seeds.operator.authorization, companyId: seeds.enkash.companyId },
        ...{ customerId: seeds.enkash.customerId, linkedCustomerId: seeds.enkash.linkedCustomerId },
        deletedCustomerId: seeds.enkash.deletedCustomerId,
      };
    default:
      return {};
  }
}

const textsOf = (seeds: object): Record<string, string> =>
  Object.fromEntries(Object.entries(seeds).filter(([, value]) => typeof value === 'string'));
