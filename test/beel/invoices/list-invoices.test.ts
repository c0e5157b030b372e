import { beforeAll, describe, expect, it } from 'vitest';
import { beelSuccess } from '../../support/envelopes.ts';
import type { Answer } from '../../support/http.ts';
import { address } from '../samples.ts';
import {
  dataOf,
  daysFromToday,
  type Invoices,
  line,
  newInvoices,
  type ShownInvoice,
  today,
} from './invoices.ts';

let own: Invoices;
let customer: string;

/** The invoices of the company, by name. */
const invoices: Record<string, ShownInvoice> = {};

const lines = (unit_price: number) => [{ ...line, unit_price }];

beforeAll(async () => {
  own = await newInvoices();
  ({ id: customer } = await own.customer({ legal_name: 'Construcciones GARCÍA SL', nif: 'B12345674' }));
  const ada = {
    legal_name: 'Ada',
    alternative_id: { type: 'PASSPORT', number: 'XY-99', country_code: 'FR' },
    address,
  };
  const made: Record<string, object> = {
    draft: { recipient: { customer_id: customer }, lines: lines(10), metadata: { order: 'ORD-1', n: 7 } },
    issued: {
      ...{ recipient: ada, lines: lines(300), external_ref: 'Ref-1', payment_info: { method: 'CARD' } },
      options: { issue_directly: true },
    },
    second: { recipient: { customer_id: customer }, lines: lines(200), options: { issue_directly: true } },
    proforma: { type: 'PROFORMA', recipient: ada, lines: lines(50), metadata: { order: 'ORD-2', n: 7 } },
    expired: { type: 'PROFORMA', recipient: ada, valid_until: daysFromToday(-1), lines: lines(40) },
    nobody: { type: 'SIMPLIFIED', recipient: {}, lines: lines(5), payment_info: { method: 'NONE' } },
    gone: { recipient: ada },
  };
  for (const [name, json] of Object.entries(made)) invoices[name] = await own.made(json);
  await own.remove(invoices.gone!.id);
});

const list = (query = '') => own.send('GET', query);

const names = (answer: Answer): string[] =>
  (answer.body as { data: { invoices: ShownInvoice[] } }).data.invoices.map(
    ({ id }) => Object.entries(invoices).find(([, invoice]) => invoice.id === id)?.[0] ?? id,
  );

describe('GET /api/v1/companies/{company_id}/invoices', () => {
  it('lists the invoices that there are, whole, newest first, a page at a time', async () => {
    const all = await list();
    const ordered = names(all);
    const shown = await Promise.all(ordered.map(async (name) => dataOf(await own.get(invoices[name]!.id))));

    const pagination = {
      ...{ current_page: 1, total_pages: 1, total_items: 6, items_per_page: 20 },
      ...{ has_next: false, has_previous: false },
    };
    expect([all.status, all.body]).toEqual([200, beelSuccess({ invoices: shown, pagination })]);
    expect([...ordered].sort()).toEqual(['draft', 'expired', 'issued', 'nobody', 'proforma', 'second']);
    // By number on one day; drafts have none.
    expect(ordered.slice(0, 2).sort()).toEqual(['expired', 'second']);
    const page = await list('?limit=4&page=2&sort_order=asc');
    expect(names(page)).toEqual([...ordered].reverse().slice(4));
    const { data } = page.body as { data: { pagination: object } };
    expect(data.pagination).toEqual({
      ...{ current_page: 2, total_pages: 2, total_items: 6, items_per_page: 4 },
      ...{ has_next: false, has_previous: true },
    });
    const other = await newInvoices();
    const empty = await other.send('GET', '');
    expect(empty.body).toEqual(beelSuccess({ invoices: [], pagination: { ...pagination, total_items: 0 } }));
  });

  it.each<[string, string[]]>([
    ['search=garcia', ['draft', 'second']],
    ['search=p-', ['expired', 'proforma']],
    ['search=xy-9', ['expired', 'issued', 'proforma']],
    ['search=S', ['draft', 'nobody', 'second']],
    ['status=DRAFT,EXPIRED', ['draft', 'expired', 'nobody']],
    ['status=ACTIVE', ['proforma']],
    ['payment_method=NONE', ['draft', 'expired', 'nobody', 'proforma', 'second']],
    ['payment_method=CARD,BIZUM', ['issued']],
    ['type=PROFORMA', ['expired', 'proforma']],
    ['type=PROFORMA&fiscal_only=true', ['expired', 'proforma']],
    ['fiscal_only=true', ['draft', 'issued', 'nobody', 'second']],
    ['customer_id={customer}', ['draft', 'second']],
    ['date_from={today}&date_to={today}', ['draft', 'expired', 'issued', 'nobody', 'proforma', 'second']],
    ['date_from={tomorrow}', []],
    ['date_to={yesterday}', []],
    ['invoice_number=f-{year}-0001', ['issued']],
    ['invoice_number=F-{year}-000', []],
    ['recipient_name=cion', ['draft', 'second']],
    ['recipient_nif=b1234', ['draft', 'second']],
    ['series_code=s', ['nobody']],
    ['external_ref=Ref-1', ['issued']],
    ['external_ref=ref-1', []],
    ['rectified_invoice_id={customer}', []],
    ['taxable_base_min=50&taxable_base_max=200', ['proforma', 'second']],
    ['total_min=48.4&total_max=60.5', ['expired', 'proforma']],
    ['verifactu_status=NOT_SUBMITTED&type=SIMPLIFIED', ['nobody']],
    ['verifactu_status=ACCEPTED', []],
    ['verifactu_enabled=false&type=SIMPLIFIED', ['nobody']],
    ['verifactu_enabled=true', []],
    ['metadata[n]=7', ['draft', 'proforma']],
    ['metadata[n]=7&metadata[order]=ORD-2', ['proforma']],
    ['metadata[order]=ORD', []],
    ['search=&status=&external_ref=&metadata[order]=ORD-1', ['draft']],
  ])('finds by %s', async (query, expected) => {
    const filled = query
      .replaceAll('{customer}', customer)
      .replaceAll('{today}', today())
      .replaceAll('{tomorrow}', daysFromToday(1))
      .replaceAll('{yesterday}', daysFromToday(-1))
      .replaceAll('{year}', today().slice(0, 4));

    const answer = await list(`?${filled}`);

    expect([answer.status, names(answer).sort()]).toEqual([200, expected]);
    const { data } = answer.body as { data: { pagination: { total_items: number } } };
    expect(data.pagination.total_items).toBe(expected.length);
  });

  it.each<[string, string[]]>([
    ['invoice_total', ['issued', 'second', 'proforma', 'expired', 'draft', 'nobody']],
    ['taxable_base', ['issued', 'second', 'proforma', 'expired', 'draft', 'nobody']],
    ['invoice_number&type=PROFORMA', ['expired', 'proforma']],
    ['recipient_name&type=STANDARD&status=DRAFT,ISSUED&total_min=240', ['second', 'issued']],
    ['status&customer_id={customer}', ['second', 'draft']],
  ])('sorts by %s', async (sort_by, expected) => {
    expect(names(await list(`?sort_by=${sort_by.replace('{customer}', customer)}`))).toEqual(expected);
  });

  it.each([
    ['unknown=1', 400, 'VALIDATION_ERROR'],
    ['metadata=1', 400, 'VALIDATION_ERROR'],
    ['metadata[a b]=1', 400, 'VALIDATION_ERROR'],
    ['status=DRAFT,GIFT', 400, 'VALIDATION_ERROR'],
    ['customer_id=1', 400, 'VALIDATION_ERROR'],
    ['date_from=2026-02-30', 400, 'VALIDATION_ERROR'],
    ['total_min=much', 400, 'VALIDATION_ERROR'],
    ['fiscal_only=perhaps', 400, 'VALIDATION_ERROR'],
    ['sort_by=gift', 400, 'VALIDATION_ERROR'],
    ['limit=0', 422, 'VALIDATION_ERROR'],
    [Array.from({ length: 51 }, (_, index) => `metadata[k${index}]=1`).join('&'), 400, 'VALIDATION_ERROR'],
  ])('refuses %s', async (query, status, code) => {
    const answer = await list(`?${query}`);
    expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([status, code]);
  });
});
