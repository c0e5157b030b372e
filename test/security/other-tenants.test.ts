import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentBundleId, documentRef } from '../../functions/amili/documents/document-ids.ts';
import { accountOf } from '../../functions/beel/companies/account.ts';
import { tenantOf } from '../../functions/beel/dialect/caller.ts';
import { defaultSeries } from '../../functions/beel/series/series.ts';
import {
  amiliAuthorization,
  beelAuthorization,
  enkashAuthorization,
  newAmiliClient,
  newEnkashCompany,
  operatorAuthorization,
} from '../support/credentials.ts';
import {
  type FixtureRequest,
  fixtureRequest,
  guarded,
  sendRequest,
  testSeeds,
  vendorOf,
} from '../support/fixture-requests.ts';
import type { Answer } from '../support/http.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { tenantState } from '../support/tenant-state.ts';

beforeAll(() => useOwnTables());

const IDS =
  /\{\{(customerId|linkedCustomerId|deletedCustomerId|invoiceId|openInvoiceId|issuedInvoiceId|recurringInvoiceId|reminderId|companyId|accountId|seriesId|customerNo|linkedCustomerNo|documentNo|arItemId|documentBundleId|glItemId|batchUuid|clientNo)\}\}/;

/** Operations whose fixtures name something that belongs to a tenant. */
const naming = guarded.filter(({ operation }) =>
  IDS.test(readFileSync(`events/${operation.name}.json`, 'utf8')),
);

const strangers: Record<string, () => Promise<string>> = {
  enkash: () => enkashAuthorization(newEnkashCompany()),
  amili: () => amiliAuthorization([newAmiliClient()]),
  beel: () => beelAuthorization(),
  operator: () => operatorAuthorization({ tenants: [`enkash:${newEnkashCompany()}`] }),
};

/** Of a document that was created alone. */
const bundleIdOf = (documentNo: string): string =>
  String(documentBundleId(documentRef({ vendor: 'amili', tenant: '2218' }, documentNo)));

/** Everything of the seeds' tenant that a request can name, each with one of the same form that exists nowhere. */
async function replacements(vendor: string): Promise<[owned: string, nowhere: string][]> {
  const { enkash, amili, beel } = await testSeeds();
  switch (vendor) {
    case 'enkash':
    // Its fixtures are about EnKash's customers.
    case 'operator':
      return [
        [enkash.customerId, 'KC0000000000000A'],
        [enkash.linkedCustomerId, 'KC0000000000000B'],
        [enkash.deletedCustomerId, 'KC0000000000000D'],
        [enkash.invoiceId, randomUUID()],
        [enkash.reminderId, randomUUID()],
        [enkash.openInvoiceId, randomUUID()],
        [enkash.companyId, newEnkashCompany()],
      ];
    case 'amili':
      return [
        [amili.logItemId, String(randomInt(1e9, 1e10))],
        [amili.customerNo, String(randomInt(100_000, 999_999))],
        [amili.linkedCustomerNo, String(randomInt(100_000, 999_999))],
        [amili.documentNo, String(randomInt(10_000_000, 99_999_999))],
        [amili.fileUuid, randomUUID()],
        [bundleIdOf(amili.documentNo), '1407375080120413'],
        [amili.glItemId, '3141592653589701'],
        [amili.arItemId, String(randomInt(1e12, 1e13))],
        [amili.batchUuid, randomUUID()],
        [String(amili.clientNos[0]), String(newAmiliClient())],
      ];
    default:
      return [
        ...[beel.customerId, beel.linkedCustomerId, beel.company],
        ...[beel.invoiceId, beel.issuedInvoiceId, beel.recurringInvoiceId],
        ...[accountOf(beel.company), defaultSeries(tenantOf(beel))[0]?.id as string],
      ].map((id) => [id, randomUUID()]);
  }
}

const replaced = (text: string, pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text);

const withIds = (request: FixtureRequest, pairs: readonly (readonly [string, string])[]): FixtureRequest => ({
  ...request,
  url: replaced(request.url, pairs),
  ...(request.body !== undefined && {
    body: typeof request.body === 'string' ? replaced(request.body, pairs) : request.body,
  }),
});

/** An answer without what differs between any two: ids, request ids and times. */
function comparable({ status, body }: Answer, pairs: readonly (readonly [string, string])[]) {
  // The longest first: a short one may be a part of a longer one.
  const masked = pairs
    .flatMap(([owned, nowhere], index) => [
      [owned, `id ${index}`] as const,
      [nowhere, `id ${index}`] as const,
    ])
    .sort(([one], [other]) => other.length - one.length);
  const text = replaced(JSON.stringify(body), masked).replaceAll(
    /"(requestId|request_id|timestamp|processing_time_ms)":("[^"]*"|\d+)/g,
    '"$1":…',
  );
  return { status, text };
}

async function everything(vendor: string) {
  const { enkash, amili, beel } = await testSeeds();
  const tenants = {
    enkash: enkash.companyId,
    amili: String(amili.clientNos[0]),
    beel: `live:${beel.company}`,
  };
  const whose = vendor === 'operator' ? 'enkash' : (vendor as keyof typeof tenants);
  return tenantState(whose, tenants[whose]);
}

/** Headers of deletes: none of them may tell that there is something, or what it is by now. */
const OF_DELETES: readonly Record<string, string>[] = [
  { 'offboard-dry-run': 'true' },
  { 'if-match': '"MSBh"' },
  { 'if-match': '*', 'offboard-dry-run': 'true' },
];

describe.each(naming.map(({ operation }) => operation.name))('%s', (name) => {
  const module = naming.find(({ operation }) => operation.name === name)!;
  const vendor = vendorOf(module);

  it("answers a stranger about another tenant's things as about things that do not exist, and leaves them alone", async () => {
    const request = await fixtureRequest(module);
    const pairs = await replacements(vendor);
    const authorization = await strangers[vendor]!();
    const before = await everything(vendor);

    for (const others of module.operation.deletes ? [{}, ...OF_DELETES] : [{}]) {
      const theirs = await sendRequest(request, { authorization, ...others });
      const nothing = await sendRequest(withIds(request, pairs), { authorization, ...others });

      expect(comparable(theirs, pairs)).toEqual(comparable(nothing, pairs));
    }
    expect(await everything(vendor)).toEqual(before);
  });
});

it('looks at every operation that can name something of a tenant', () => {
  expect(naming.map(({ operation }) => operation.name)).toEqual([
    'enkash/customers/create-customer',
    'enkash/customers/update-customer',
    'enkash/customers/activate-customer',
    'enkash/customers/deactivate-customer',
    'enkash/customers/delete-customer',
    'enkash/customers/create-customers',
    'enkash/customers/update-customers',
    'enkash/customers/get-contact-details',
    'enkash/invoices/create-invoice',
    'enkash/invoices/create-invoices',
    'enkash/invoices/dispatch-invoices',
    'enkash/invoices/delete-invoices',
    'enkash/invoices/search-invoices',
    'enkash/invoices/get-invoice',
    'enkash/invoices/update-invoice',
    'enkash/reminders/create-reminder',
    'enkash/reminders/list-reminders',
    'enkash/reminders/get-reminder',
    'enkash/reminders/delete-reminder',
    'enkash/reminders/update-reminder',
    'enkash/invoices/confirm-payment',
    'enkash/invoices/change-invoice-status',
    'amili/customers/create-customer',
    'amili/customers/update-customer',
    'amili/customers/list-customers',
    'amili/customers/get-customer',
    'amili/customers/delete-customer',
    'amili/customers/create-customers',
    'amili/customers/update-customers',
    'amili/documents/create-document',
    'amili/documents/list-documents',
    'amili/documents/get-document',
    'amili/documents/create-documents',
    'amili/document-bundles/list-document-bundles',
    'amili/document-bundles/get-document-bundle',
    'amili/ar-items/list-ar-items',
    'amili/ar-items/update-ar-item',
    'amili/ar-items/get-ar-item',
    'amili/batches/get-batch',
    'amili/actions/create-action',
    'amili/actions/create-report',
    'amili/auto-postings/create-auto-postings',
    'amili/client-configs/list-client-configs',
    'amili/client-configs/get-client-config',
    'amili/codes/list-codes',
    'amili/files/list-files',
    'amili/files/upload-files',
    'amili/files/get-file',
    'amili/gl-items/get-gl-item',
    'amili/gl-items/list-gl-items',
    'amili/gl-movements/get-latest-closed',
    'amili/gl-movements/list-gl-movements',
    'amili/insights/list-adb-intervals',
    'amili/log-items/get-log-item',
    'amili/log-items/list-log-items',
    'amili/payment-reservations/create-payment-reservation',
    'beel/customers/list-customers',
    'beel/customers/create-customer',
    'beel/customers/create-customers',
    'beel/customers/get-customer',
    'beel/customers/patch-customer',
    'beel/customers/delete-customer',
    'beel/customers/delete-customers',
    'beel/customers/import-customers',
    'beel/customers/preview-import',
    'beel/invoices/list-invoices',
    'beel/invoices/create-invoice',
    'beel/invoices/get-invoice',
    'beel/invoices/patch-invoice',
    'beel/invoices/delete-invoice',
    'beel/invoices/issue-invoice',
    'beel/invoices/void-invoice',
    'beel/invoices/set-invoice-status',
    'beel/recurring-invoices/list-recurring-invoices',
    'beel/recurring-invoices/create-recurring-invoice',
    'beel/recurring-invoices/get-recurring-invoice',
    'beel/recurring-invoices/patch-recurring-invoice',
    'beel/recurring-invoices/delete-recurring-invoice',
    'beel/recurring-invoices/set-recurring-invoice-status',
    'beel/series/list-series',
    'beel/series/get-default-series',
    'beel/series/ensure-default-series',
    'beel/series/get-series',
    'beel/companies/list-companies',
    'beel/companies/get-company',
    'beel-flat/customers/get-customer',
    'beel-flat/customers/put-customer',
    'beel-flat/customers/deactivate-customer',
    'beel-flat/customers/deactivate-customers',
    'beel-flat/invoices/list-invoices',
    'beel-flat/invoices/create-invoice',
    'beel-flat/invoices/get-invoice',
    'beel-flat/invoices/put-invoice',
    'beel-flat/invoices/delete-invoice',
    'operator/tenants/get-tenant',
    'operator/customers/list-customers',
    'operator/customers/get-customer',
    'operator/customers/preview-deletion',
    'operator/dependents/list-dependents',
    'operator/protections/protect-customer',
    'operator/protections/remove-protection',
    'operator/restorations/restore-customer',
    'operator/history/list-history',
    'operator/history/list-changes',
    'operator/events/list-events',
  ]);
});
