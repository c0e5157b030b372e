import { eventOf, invoke } from '../../../infra/local/operation-events.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { storeCustomers } from '../customers.ts';
import { callers } from '../deletes.ts';
import { metered } from '../meter.ts';
import { alternate } from '../statistics.ts';

/** What it took to make all records: milliseconds of the clock, and requests to DynamoDB. */
export interface Taken {
  readonly clock: number;
  readonly requests: number;
}

/** By what was made; then by the way, a file or a request for each: one value for each round. */
export type Uploads = ReadonlyMap<string, ReadonlyMap<string, readonly Taken[]>>;

/**
 * Makes so many customers and invoices through the same handlers: by a file, and by a request for each, which one client
 * sends one after the other, or sixteen do at a time.
 */
export async function measureUploads(rows: number, rounds: number): Promise<Uploads> {
  const { enkash } = await callers();
  const company = enkash.companyId;
  const customers = (count: number) => storeCustomers('enkash', company, Math.min(count, rows));
  const cases = [
    ['customers', CUSTOMERS, Array<string>(rows).fill('')],
    ['invoices of 50 customers', INVOICES, spread(await customers(50), rows)],
    [`invoices of ${rows} customers`, INVOICES, spread(await customers(rows), rows)],
  ] as const;
  const uploads = new Map<string, ReadonlyMap<string, readonly Taken[]>>();
  for (const [name, what, ids] of cases) {
    const records = ids.map((id, n) => what.record(id, n));
    const headers = { authorization: enkash.authorization };
    const file = fileEvent(what.file, { headers, company, records });
    const singles = records.map((json) => eventOf(what.single, { headers, json: nested(json) }));
    const ways = new Map([
      ['file', () => taken([file], 1)],
      ['one after the other', () => taken(singles, 1)],
      ['sixteen at a time', () => taken(singles, 16)],
    ]);
    uploads.set(name, await alternate(rounds, ways));
  }
  return uploads;
}

const spread = (ids: readonly string[], rows: number): string[] =>
  Array.from({ length: rows }, (_, n) => ids[n % ids.length] as string);

/** A record by its columns. */
type Columns = Readonly<Record<string, string | number | boolean>>;

const CUSTOMERS = {
  single: 'POST /api/v0/customer',
  file: 'POST /api/v0/customer/bulk',
  record: (_: string, n: number): Columns => ({
    legalName: `Customer ${n} Private Limited`,
    address: `${n} MG Road Bengaluru`,
    uniqueRefNo: `REF-${n}`,
    'customerKeyContacts[0].name': 'Asha',
    'customerKeyContacts[0].legalName': 'Asha Rao',
    'customerKeyContacts[0].mobile': '9876543210',
    'customerKeyContacts[0].deleted': false,
  }),
};

const INVOICES = {
  single: 'POST /api/v0/invoice',
  file: 'POST /api/v0/invoice/bulk/create',
  record: (customerId: string, n: number): Columns => ({
    ...{ customerId, baseAmount: 1000 + n, cgst: 90, sgst: 90 },
    ...{ dueDate: '2027-01-31', invoiceNumber: `INV-${n}` },
  }),
};

/** As JSON has it: columns of a contact are its fields. */
function nested(columns: Columns): object {
  const own = Object.entries(columns).filter(([name]) => !name.includes('['));
  const ofContact = Object.entries(columns).flatMap(([name, value]) =>
    name.includes('[') ? [[name.replace(/.*\./, ''), value]] : [],
  );
  const contacts = ofContact.length > 0 && { customerKeyContacts: [Object.fromEntries(ofContact)] };
  return { ...Object.fromEntries(own), ...contacts };
}

interface Sent {
  readonly headers: Record<string, string>;
  readonly company: string;
  readonly records: readonly Columns[];
}

function fileEvent(route: string, { headers, company, records }: Sent): HttpEvent {
  const lines = [Object.keys(records[0]!), ...records.map((record) => Object.values(record))].join('\n');
  const part = 'Content-Disposition: form-data; name="file"; filename="rows.csv"';
  const type = { 'content-type': 'multipart/form-data; boundary=bench' };
  return {
    ...eventOf(route, { headers: { ...headers, ...type } }),
    queryStringParameters: route.includes('customer') ? { companyId: company } : { sellerId: company },
    body: `--bench\r\n${part}\r\n\r\n${lines}\r\n--bench--\r\n`,
  };
}

async function taken(events: readonly HttpEvent[], atATime: number): Promise<Taken> {
  const left = events.values();
  const send = async () => {
    for (const event of left) {
      const { statusCode, body = '' } = await invoke(event);
      if (statusCode !== 200 || /"failure_count":[1-9]/.test(body)) throw new Error(body.slice(0, 1_000));
    }
  };
  const start = performance.now();
  let clock = 0;
  const requests = await metered(async () => {
    await Promise.all(Array.from({ length: atATime }, send));
    clock = performance.now() - start;
  });
  return { clock, requests: requests.length };
}
