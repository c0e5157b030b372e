import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { dependentItemKey } from '../../../shared/receivables/keys.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import {
  codeOf,
  dataOf,
  daysFromToday,
  type Invoices,
  newInvoices,
  numberOfToday,
  shownInvoice,
  stranger,
} from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

/** Changes what is stored, as an earlier version or an earlier day would have left it. */
async function alter(id: string, fields: Record<string, unknown>): Promise<void> {
  const { client, name } = receivables();
  const update = new UpdateCommand({
    TableName: name,
    Key: dependentItemKey(own.invoiceRef(id)),
    UpdateExpression: 'SET #fields = :fields',
    ExpressionAttributeNames: { '#fields': 'fields' },
    ExpressionAttributeValues: { ':fields': { ...(await own.stored(id))?.fields, ...fields } },
  });
  await client.send(update);
}

describe('POST /api/v1/companies/{company_id}/invoices/{invoice_id}/issue', () => {
  it('gives a draft the next number and the date of today, and keeps its customer for good', async () => {
    const company = await newInvoices();
    const ref = await company.customer();
    const { id, recipient } = await company.made({
      recipient: { customer_id: ref.id },
      payment_info: { payment_term_days: 7 },
    });
    const simplified = await company.made({ type: 'SIMPLIFIED', recipient: {} });

    const answer = await company.send('POST', `/${id}/issue?wait_for_pdf=false&attach_source_invoices=true`);

    expect([answer.status, answer.body]).toEqual([
      200,
      beelSuccess(
        shownInvoice(company, {
          ...{ id, status: 'ISSUED', number: 1, invoice_number: numberOfToday('F', 1), recipient },
          ...{ payment_info: { method: 'BANK_TRANSFER', payment_term_days: 7 }, due_date: daysFromToday(7) },
        }),
      ),
    ]);
    expect((await company.stored(id))?.listed).toMatchObject({
      status: 'ISSUED',
      number: numberOfToday('F', 1).toLowerCase(),
    });
    expect(dataOf(await company.issue(simplified.id)).invoice_number).toBe(numberOfToday('S', 1));
    expect(codeOf(await company.remove(id))).toEqual([400, 'INVOICE_NOT_DRAFT']);
    const { authorization } = company;
    const path = `/api/v1/companies/${company.company}/customers/${ref.id}`;
    expect(codeOf(await call(`DELETE ${path}`, { authorization }))).toEqual([409, 'CLIENT_HAS_INVOICES']);
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
  });

  it('issues a draft of an earlier version and day, in the default series, by the company as it is now', async () => {
    const recipient = stranger();
    const { id, lines, totals } = await own.made({ recipient });
    const { pricing_mode, line_type, ...olderLine } = (lines as Record<string, unknown>[])[0]!;
    const { total_disbursements, total_to_pay, ...olderTotals } = totals as Record<string, unknown>;
    await alter(id, {
      ...{ series: { id: own.company, code: 'A' }, issuer: { company_id: own.company } },
      ...{ issue_date: daysFromToday(-40), lines: [olderLine], totals: olderTotals },
    });
    expect(dataOf(await own.get(id))).toEqual(
      shownInvoice(own, {
        ...{ id, issuer: {}, series: { id: own.company, code: 'A' }, recipient },
        issue_date: daysFromToday(-40),
      }),
    );

    const issued = await own.issue(id);

    const { number } = dataOf(issued);
    expect(dataOf(issued)).toEqual(
      shownInvoice(own, {
        ...{ id, status: 'ISSUED', number, invoice_number: numberOfToday('F', Number(number)), recipient },
      }),
    );
  });

  it('is done once: a repeat is refused, with the same key it is answered again, and takes no number', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const { id } = await own.made();
    const first = await own.issue(id, headers);
    const before = await tenantState('beel', own.tenant.tenant);

    const again = await own.issue(id, headers);
    const other = await own.issue(id);

    expect([again.status, again.headers['idempotency-replay'], dataOf(again)]).toEqual([
      200,
      'true',
      dataOf(first),
    ]);
    const message = 'Only a draft can be issued; it is ISSUED';
    expect([other.status, other.body]).toEqual([
      400,
      own.refuse('INVOICE_NOT_DRAFT', message, `/${id}/issue`),
    ]);
    expect(await tenantState('beel', own.tenant.tenant)).toEqual(before);
    const next = await own.made({ options: { issue_directly: true } });
    expect(next.number).toBe(Number(dataOf(first).number) + 1);
  });

  it('refuses, without a trace, what is not there, a proforma, and a company that is not ready', async () => {
    const incomplete = await newInvoices(null);
    const draft = await incomplete.made();
    const proforma = await own.made({ type: 'PROFORMA' });
    const before = await tenantState('beel', incomplete.tenant.tenant);

    const notReady = await incomplete.issue(draft.id);

    const message = 'The company cannot issue invoices yet: entity_type, legal_name, address missing';
    const missing_fields = ['entity_type', 'legal_name', 'address'];
    expect([notReady.status, notReady.body]).toEqual([
      422,
      incomplete.refuse('EMISSION_NOT_READY', message, `/${draft.id}/issue`, {
        blockers: ['PROFILE_INCOMPLETE'],
        missing_fields,
      }),
    ]);
    expect(await tenantState('beel', incomplete.tenant.tenant)).toEqual(before);
    expect(codeOf(await own.issue(draft.id))).toEqual([404, 'INVOICE_NOT_FOUND']);
    expect(codeOf(await own.issue(proforma.id))).toEqual([400, 'INVOICE_NOT_DRAFT']);
    expect(codeOf(await own.issue('FAC-1'))).toEqual([400, 'VALIDATION_ERROR']);
  });
});
