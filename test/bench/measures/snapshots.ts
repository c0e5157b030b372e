import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import { arItemRef } from '../../../functions/amili/ar-items/ar-item.ts';
import { listingOf } from '../../../functions/amili/ar-items/ar-item-listing.ts';
import { drawIds } from '../../../functions/amili/ledger/posting.ts';
import { amiliSamples } from '../../../infra/commands/seed/samples/amili.ts';
import type { Samples } from '../../../infra/commands/seed/samples/samples.ts';
import { seed } from '../../../infra/commands/seed/seed.ts';
import { filledFixture } from '../../../infra/local/fixtures.ts';
import { invoke } from '../../../infra/local/operation-events.ts';
import { readItems } from '../../../shared/dynamodb/read-items.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { callers } from '../deletes.ts';
import { type Timed, timed } from '../meter.ts';
import { alternate, median } from '../statistics.ts';

/** One list of a client with so many customers and AR items together. */
export interface MeasuredPage {
  readonly records: number;
  readonly list: string;
  /** Milliseconds, the median of all rounds. */
  readonly milliseconds: number;
  readonly units: number;
}

export interface Snapshots {
  readonly lists: readonly MeasuredPage[];
  /** Milliseconds of each round: a later page of so many customers, and a BatchGet of their keys. */
  readonly page: { readonly size: number; readonly rounds: ReadonlyMap<string, readonly number[]> };
}

/** Of each customer. */
const AR_ITEMS = 9;

const CUSTOMERS = 'amili/customers/list-customers';
const ITEMS = 'amili/ar-items/list-ar-items';

const LISTS: Readonly<Record<string, { operation: string; query: Record<string, string> }>> = {
  'AR items, page 1 of 100': { operation: ITEMS, query: {} },
  'AR items that are open': { operation: ITEMS, query: { aritemstatus: 'OPEN' } },
  'customers, page 1 of 1,000': { operation: CUSTOMERS, query: { pagesize: '1000' } },
};

/** Measures Amili's lists at each of these sizes, which grow, and a page of what the last one found. */
export async function measureSnapshots(sizes: readonly number[], rounds: number): Promise<Snapshots> {
  const clientNo = newAmiliClient();
  const samples = withItems(String(clientNo));
  const event = await listEvent(clientNo);
  const lists: MeasuredPage[] = [];
  let customers = 0;
  for (const records of sizes) {
    const wanted = records / (1 + AR_ITEMS);
    await seed(receivables(), samples, { customers: wanted - customers, links: 1 });
    customers = wanted;
    const times = Math.max(1, Math.min(rounds, Math.round((rounds * 1_000) / records)));
    for (const [list, { operation, query }] of Object.entries(LISTS)) {
      const measured: Timed[] = [];
      for (let round = 0; round < times; round++)
        measured.push(await timed(() => asked(event(operation, query))));
      lists.push({
        ...{ records, list },
        milliseconds: median(measured.map(({ clock }) => clock)),
        units: median(measured.map(({ units }) => units)),
      });
    }
  }
  const size = Math.min(1_000, Math.floor(customers / 2));
  return { lists, page: { size, rounds: await measurePage(event, clientNo, size, rounds) } };
}

/** A later page of a list of customers, and a BatchGet of what is on it. */
async function measurePage(
  event: Awaited<ReturnType<typeof listEvent>>,
  clientNo: number,
  size: number,
  rounds: number,
): Promise<Snapshots['page']['rounds']> {
  const first = await asked(event(CUSTOMERS, { pagesize: String(size) }));
  const query = { query: first.summary.queryId as string, pageno: '2' };
  const { customers = [] } = await asked(event(CUSTOMERS, query));
  if (customers.length !== size) throw new Error(`the page has ${customers.length} customers`);
  const keys = customers.map(({ customerNo }) => ({ pk: `amili#${clientNo}#${customerNo}`, sk: 'CUSTOMER' }));
  const clock = async (run: () => Promise<unknown>) => (await timed(run)).clock;
  return alternate(
    rounds,
    new Map([
      ['page', () => clock(() => asked(event(CUSTOMERS, query)))],
      ['BatchGet', () => clock(() => readItems(receivables(), keys))],
    ]),
  );
}

/** Samples whose customers have several AR items each, and nothing else. */
function withItems(tenant: string): Samples {
  const client = { vendor: 'amili', tenant };
  const samples = amiliSamples(tenant);
  let number = 0;
  return {
    ...samples,
    items: { unlinked: 2, linked: 2 + AR_ITEMS },
    attachment: ({ ref, reference }) => ({
      dependents: Array.from({ length: AR_ITEMS }, () => {
        const item = newItem(String(reference.customerNo), ++number);
        return {
          ref: arItemRef(client, item.arItemId),
          fields: item,
          customer: ref,
          listing: () => listingOf(item),
        };
      }),
    }),
  };
}

function newItem(customerNo: string, number: number): ArItem {
  const { arItemId, voucherNo } = drawIds();
  const day = new Date(Date.parse('2026-01-01') + (number % 300) * 86_400_000).toISOString().slice(0, 10);
  return {
    ...{ arItemId, voucherNo, customerNo, arItemType: 'IN', currency: 'NOK', originalAmount: 125 },
    ...{ documentNo: `D${number}`, postingDate: day, dueDate: day, kid: String(1e9 + number) },
  };
}

interface Listed {
  readonly summary: { readonly queryId?: string };
  readonly customers?: readonly { readonly customerNo: string }[];
}

async function asked(event: HttpEvent): Promise<Listed> {
  const { statusCode, body } = await invoke(event);
  if (statusCode !== 200) throw new Error(`a list was refused: ${body}`);
  return JSON.parse(body as string);
}

/** Makes events that list what a client has. */
async function listEvent(clientNo: number) {
  const others = await callers();
  const authorization = await amiliAuthorization([clientNo]);
  return (operation: string, query: Record<string, string>): HttpEvent => {
    const fixture = filledFixture(`events/${operation}.json`, others);
    return {
      ...fixture,
      rawPath: fixture.rawPath.replace(/^\/clients\/\d+/, `/clients/${clientNo}`),
      pathParameters: { ...fixture.pathParameters, clientno: String(clientNo) },
      rawQueryString: new URLSearchParams(query).toString(),
      queryStringParameters: query,
      headers: { ...fixture.headers, authorization },
    };
  };
}
