import { beforeAll, describe, expect, it } from 'vitest';
import { type OperationModule, operations } from '../../functions/operations.ts';
import { filledFixture } from '../../infra/local/fixtures.ts';
import { invoke } from '../../infra/local/operation-events.ts';
import { makeSeeds, type Seeds } from '../../infra/local/seeds.ts';
import { hashRandomSecret } from '../../shared/auth/secrets.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import { type Line, loggedBy } from '../support/log.ts';

let seeds: Seeds;
/** Whether the last operation left the seeds otherwise than it found them. */
let isUsed = false;

beforeAll(async () => {
  seeds = await makeSeeds();
});

const eventOf = (name: string): HttpEvent => filledFixture(`events/${name}.json`, seeds);

/** What of a request's line is not the same each time, or of every operation. */
const known = {
  timestamp: expect.any(String),
  level: 'INFO',
  message: 'request',
  durationMs: expect.any(Number),
  requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
};

/** Runs an operation, and gives its status and the one line that it logged. */
async function lineOf(event: HttpEvent): Promise<Line> {
  const { lines } = await loggedBy(() => invoke(event), 'info');
  expect(lines).toHaveLength(1);
  expectNoSecret(lines);
  return lines[0] as Line;
}

/** Whatever opens a door, and whatever a body says of a customer. */
function expectNoSecret(lines: readonly Line[]): void {
  const { enkash, amili, beel, operator } = seeds;
  const doors = [enkash, amili, beel, operator].map(({ authorization }) =>
    authorization.slice('Bearer '.length),
  );
  const secrets = [
    ...doors,
    enkash.password,
    enkash.clientSecret,
    amili.clientSecret,
    'Armstrong',
    'Traders',
  ];
  for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
}

/** Who called for whom, by dialect. */
function callerOf({ operation }: OperationModule): { caller?: string; tenant?: string } {
  const { enkash, amili, beel } = seeds;
  const apiKey = beel.authorization.slice('Bearer '.length);
  const callers: Record<string, { caller?: string; tenant?: string }> = {
    enkash: { caller: enkash.username, tenant: enkash.companyId },
    amili: { caller: amili.clientId, tenant: String(amili.clientNos[0]) },
    beel: { caller: hashRandomSecret(apiKey), tenant: `live:${beel.company}` },
    operator: { caller: hashRandomSecret(seeds.operator.key), tenant: enkash.companyId },
    service: {},
  };
  if (operation.name === 'amili/tokens/create-token') return { caller: amili.clientId };
  return callers[operation.name.split('/')[0]!.replace('beel-flat', 'beel')]!;
}

const OUTCOMES: Readonly<Record<string, object>> = {
  'enkash/tokens/create-token': { outcome: 'issued' },
  'enkash/customers/create-customer': { outcome: 'created' },
  'enkash/customers/search-customers': { outcome: 'listed' },
  'enkash/customers/update-customer': { outcome: 'updated' },
  'enkash/customers/activate-customer': { outcome: 'unchanged' },
  'enkash/customers/deactivate-customer': { outcome: 'updated' },
  'enkash/customers/delete-customer': { outcome: 'removed' },
  'enkash/customers/create-customers': { outcomes: { created: 2 } },
  'enkash/customers/update-customers': { outcomes: { updated: 2 } },
  'enkash/customers/get-contact-details': { outcome: 'found' },
  'enkash/invoices/create-invoice': { outcome: 'attached' },
  'enkash/invoices/create-invoices': { outcomes: { attached: 2 } },
  'enkash/invoices/dispatch-invoices': { outcomes: { updated: 1 } },
  'enkash/invoices/delete-invoices': { outcomes: { detached: 1 } },
  'enkash/invoices/confirm-payment': { outcome: 'updated' },
  'enkash/invoices/change-invoice-status': { outcome: 'updated' },
  'enkash/invoices/search-invoices': { outcome: 'listed' },
  'enkash/reminders/create-reminder': { outcome: 'updated' },
  'enkash/reminders/list-reminders': { outcome: 'listed' },
  'enkash/reminders/get-reminder': { outcome: 'found' },
  'enkash/reminders/delete-reminder': { outcome: 'removed' },
  'enkash/reminders/update-reminder': { outcome: 'updated' },
  'enkash/invoices/get-invoice': { outcome: 'found' },
  'enkash/invoices/update-invoice': { outcome: 'updated' },
  'amili/tokens/create-token': { outcome: 'issued' },
  'amili/customers/create-customer': { outcome: 'created' },
  'amili/customers/update-customer': { outcome: 'updated' },
  'amili/customers/list-customers': { outcome: 'listed' },
  'amili/customers/get-customer': { outcome: 'found' },
  'amili/customers/delete-customer': { outcome: 'removed' },
  'amili/customers/create-customers': { outcome: 'queued' },
  'amili/customers/update-customers': { outcome: 'queued' },
  'amili/documents/create-document': { outcome: 'attached' },
  'amili/documents/list-documents': { outcome: 'listed' },
  'amili/documents/get-document': { outcome: 'found' },
  'amili/documents/create-documents': { outcome: 'queued' },
  'amili/document-bundles/list-document-bundles': { outcome: 'listed' },
  'amili/document-bundles/get-document-bundle': { outcome: 'found' },
  'amili/batches/get-batch': { outcome: 'found' },
  'amili/actions/create-action': { outcome: 'changed' },
  'amili/actions/create-report': { outcome: 'read' },
  'amili/client-configs/list-client-configs': { outcome: 'listed' },
  'amili/client-configs/get-client-config': { outcome: 'found' },
  'amili/codes/list-codes': { outcome: 'listed' },
  'amili/files/list-files': { outcome: 'listed' },
  'amili/files/upload-files': { outcomes: { stored: 1 } },
  'amili/files/get-file': { outcome: 'found' },
  'amili/gl-items/get-gl-item': { outcome: 'found' },
  'amili/gl-items/list-gl-items': { outcome: 'listed' },
  'amili/gl-movements/get-latest-closed': { outcome: 'found' },
  'amili/gl-movements/list-gl-movements': { outcome: 'listed' },
  'amili/insights/list-adb-intervals': { outcome: 'listed' },
  'amili/log-items/get-log-item': { outcome: 'found' },
  'amili/log-items/list-log-items': { outcome: 'listed' },
  'amili/ar-items/list-ar-items': { outcome: 'listed' },
  'amili/ar-items/update-ar-item': { outcome: 'credited' },
  'amili/ar-items/get-ar-item': { outcome: 'found' },
  'amili/auto-postings/create-auto-postings': { outcome: 'attached' },
  'amili/payment-reservations/create-payment-reservation': { outcome: 'reserved' },
  'beel/customers/list-customers': { outcome: 'listed' },
  'beel/customers/create-customer': { outcome: 'created' },
  'beel/customers/create-customers': { outcomes: { VALID: 2 } },
  'beel/customers/get-customer': { outcome: 'found' },
  'beel/customers/patch-customer': { outcome: 'updated' },
  'beel/customers/delete-customer': { outcome: 'removed' },
  'beel/customers/delete-customers': { outcomes: { removed: 1, linked: 1 } },
  'beel/customers/import-customers': { outcomes: { VALID: 2 } },
  'beel/customers/preview-import': { outcomes: { DUPLICATE: 2 } },
  'beel/templates/get-customer-template': { outcome: 'done' },
  'beel/invoices/list-invoices': { outcome: 'listed' },
  'beel/invoices/create-invoice': { outcome: 'attached' },
  'beel/invoices/get-invoice': { outcome: 'found' },
  'beel/invoices/patch-invoice': { outcome: 'updated' },
  'beel/invoices/delete-invoice': { outcome: 'detached' },
  'beel/invoices/issue-invoice': { outcome: 'updated' },
  'beel/invoices/void-invoice': { outcome: 'updated' },
  'beel/invoices/set-invoice-status': { outcome: 'updated' },
  'beel/recurring-invoices/list-recurring-invoices': { outcome: 'listed' },
  'beel/recurring-invoices/create-recurring-invoice': { outcome: 'attached' },
  'beel/recurring-invoices/get-recurring-invoice': { outcome: 'found' },
  'beel/recurring-invoices/patch-recurring-invoice': { outcome: 'updated' },
  'beel/recurring-invoices/delete-recurring-invoice': { outcome: 'detached' },
  'beel/recurring-invoices/set-recurring-invoice-status': { outcome: 'updated' },
  'beel/series/list-series': { outcome: 'done' },
  'beel/series/get-default-series': { outcome: 'done' },
  'beel/series/ensure-default-series': { outcome: 'found' },
  'beel/series/get-series': { outcome: 'found' },
  'beel/identity/get-identity': { outcome: 'done' },
  'beel/companies/list-companies': { outcome: 'done' },
  'beel/companies/get-company': { outcome: 'done' },
  'beel-flat/customers/list-customers': { outcome: 'listed' },
  'beel-flat/customers/create-customer': { outcome: 'created' },
  'beel-flat/customers/create-customers': { outcomes: { VALID: 2 } },
  'beel-flat/customers/preview-import': { outcomes: { DUPLICATE: 2 } },
  'beel-flat/customers/get-customer': { outcome: 'found' },
  'beel-flat/customers/put-customer': { outcome: 'updated' },
  'beel-flat/customers/deactivate-customer': { outcome: 'removed' },
  'beel-flat/customers/deactivate-customers': { outcomes: { removed: 1, linked: 1 } },
  'beel-flat/customers/create-template': { outcome: 'done' },
  'beel-flat/invoices/list-invoices': { outcome: 'listed' },
  'beel-flat/invoices/create-invoice': { outcome: 'attached' },
  'beel-flat/invoices/get-invoice': { outcome: 'found' },
  'beel-flat/invoices/put-invoice': { outcome: 'updated' },
  'beel-flat/invoices/delete-invoice': { outcome: 'detached' },
  // About no tenant, like the documents.
  'operator/tenants/list-tenants': { outcome: 'listed', tenant: undefined },
  'operator/tenants/get-tenant': { outcome: 'counted' },
  'operator/customers/list-customers': { outcome: 'listed' },
  'operator/customers/get-customer': { outcome: 'found' },
  'operator/customers/preview-deletion': { outcome: 'linked' },
  'operator/dependents/list-dependents': { outcome: 'listed' },
  'operator/protections/protect-customer': { outcome: 'updated' },
  'operator/protections/remove-protection': { outcome: 'updated' },
  'operator/restorations/restore-customer': { outcome: 'restored' },
  'operator/history/list-history': { outcome: 'listed' },
  'operator/history/list-changes': { outcome: 'listed' },
  'operator/events/list-events': { outcome: 'listed' },
  'operator/documents/get-document': { outcome: 'found', tenant: undefined },
  'service/health/get-health': { outcome: 'done' },
};

describe('the line of a request that succeeds says who called for whom, which ids and what became of it', () => {
  it.each(operations.map((module) => [module.operation.name, module] as const))(
    '%s',
    async (name, module) => {
      if (isUsed) seeds = await makeSeeds(seeds);
      isUsed = /\/(delete|deactivate|issue|void|set|put|patch|confirm)-/.test(name);
      const event = eventOf(name);

      const line = await lineOf(event);

      expect(line).toEqual({
        ...known,
        operation: name,
        route: module.operation.route,
        statusCode: expect.any(Number),
        ...callerOf(module),
        ...(event.pathParameters && { ids: event.pathParameters }),
        ...OUTCOMES[name],
      });
      expect(line.statusCode).toBeLessThan(300);
    },
  );
});

describe('the line of a request that is refused', () => {
  it.each([
    ['enkash/customers/delete-customer', () => ({ customerId: seeds.enkash.linkedCustomerId }), 422],
    ['amili/customers/delete-customer', () => ({ customerno: seeds.amili.linkedCustomerNo }), 422],
    ['beel/customers/delete-customer', () => ({ customer_id: seeds.beel.linkedCustomerId }), 409],
    ['beel-flat/customers/deactivate-customer', () => ({ customer_id: seeds.beel.linkedCustomerId }), 409],
  ])('says of %s that the customer is linked', async (name, ids, statusCode) => {
    const module = operations.find(({ operation }) => operation.name === name)!;
    const event = eventOf(name);
    const pathParameters = { ...event.pathParameters, ...ids() };

    expect(await lineOf({ ...event, pathParameters })).toEqual({
      ...known,
      operation: name,
      route: module.operation.route,
      statusCode,
      ...callerOf(module),
      ids: pathParameters,
      outcome: 'linked',
      refusal: expect.any(String),
    });
  });

  it('names the company that the request acts for', async () => {
    const event = eventOf('enkash/customers/delete-customer');
    const other = { ...event, queryStringParameters: { parentCompanyId: 'CEK0000000' } };
    expect(await lineOf(other)).toMatchObject({
      caller: seeds.enkash.username,
      tenant: seeds.enkash.companyId,
      outcome: 'forbidden',
      refusal: 'the token may not act for company CEK0000000',
    });
  });

  it('names the fields that are wrong, without what is in them', async () => {
    const event = eventOf('enkash/customers/create-customer');
    const body = JSON.stringify({ companyId: 'hush', customerKeyContacts: [{ mobile: 'hush' }] });
    const line = await lineOf({ ...event, body });
    expect(line).toMatchObject({ statusCode: 400, outcome: 'invalid', caller: seeds.enkash.username });
    expect(line.fields).toEqual(
      expect.arrayContaining(['companyId', 'legalName', 'customerKeyContacts[0].mobile']),
    );
    expect(JSON.stringify(line)).not.toContain('hush');
  });

  it('names 20 fields of however many, and cuts what is longer than any id or field', async () => {
    const event = eventOf('enkash/customers/create-customer');
    const customerKeyContacts = Array.from({ length: 40 }, () => ({ mobile: 1 }));
    const line = await lineOf({ ...event, body: JSON.stringify({ customerKeyContacts }) });
    expect(line.fields).toHaveLength(20);
    const { pathParameters: _, ...deletion } = eventOf('enkash/customers/delete-customer');
    const { ids } = await lineOf({ ...deletion, pathParameters: { customerId: 'K'.repeat(9_000) } });
    expect(ids).toEqual({ customerId: `${'K'.repeat(200)}…` });
  });

  it('has no caller where nobody is known, and the key where it lacks a scope', async () => {
    const event = eventOf('beel-flat/invoices/delete-invoice');
    const stranger = { ...event.headers, authorization: `Bearer beel_sk_live_${'0'.repeat(32)}` };
    const unknown = await lineOf({ ...event, headers: stranger });
    expect(unknown).toMatchObject({ statusCode: 401, outcome: 'unauthenticated' });
    expect(Object.keys(unknown)).not.toContain('caller');
    const elsewhere = { ...event.headers, 'beel-active-company': '550e8400-e29b-41d4-a716-446655440000' };
    const company = `live:${seeds.beel.company}`;
    expect(await lineOf({ ...event, headers: elsewhere })).toMatchObject({
      statusCode: 403,
      tenant: company,
    });
  });

  it('names the client of a refused login where there is one, and nothing that was typed', async () => {
    const login = (name: string, change: (form: URLSearchParams) => void) => {
      const event = eventOf(name);
      const form = new URLSearchParams(event.body);
      change(form);
      return lineOf({ ...event, body: String(form) });
    };
    const enkash = await login('enkash/tokens/create-token', (form) => form.set('username', 'my-password'));
    expect(enkash).toMatchObject({ statusCode: 400, caller: seeds.enkash.clientId, outcome: 'refused' });
    expect(JSON.stringify(enkash)).not.toContain('my-password');
    const known = await login('amili/tokens/create-token', (form) => form.set('client_secret', 'x'));
    expect(known).toMatchObject({ statusCode: 401, caller: seeds.amili.clientId });
    const unknown = await login('amili/tokens/create-token', (form) => form.set('client_id', 'my-secret'));
    expect(JSON.stringify(unknown)).not.toContain('my-secret');
  });
});

it('says HEAD of a HEAD', async () => {
  const { requestContext, ...event } = eventOf('service/health/get-health');
  const http = { ...requestContext.http, method: 'HEAD' };
  expect(await lineOf({ ...event, requestContext: { ...requestContext, http } })).toMatchObject({
    route: 'HEAD /health',
  });
});
