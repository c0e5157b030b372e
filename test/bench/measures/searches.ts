import { randomUUID } from 'node:crypto';
import { newInvoice, stored } from '../../../functions/enkash/invoices/invoice.ts';
import { enkashInvoice, enkashSamples } from '../../../infra/commands/seed/samples/enkash.ts';
import type { Samples } from '../../../infra/commands/seed/samples/samples.ts';
import { seed } from '../../../infra/commands/seed/seed.ts';
import { filledFixture } from '../../../infra/local/fixtures.ts';
import { invoke } from '../../../infra/local/operation-events.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import type { Candidate } from '../bundles.ts';
import { callers } from '../deletes.ts';
import { type Timed, timed } from '../meter.ts';
import { firstAnswer, type RuntimeClient } from '../runtime-api.ts';
import { median } from '../statistics.ts';

/** One search of a company with so many invoices and customers together. */
export interface MeasuredSearch {
  readonly records: number;
  readonly search: string;
  /** Milliseconds, the median of all rounds. */
  readonly milliseconds: number;
  readonly units: number;
}

export interface Searches {
  readonly searches: readonly MeasuredSearch[];
  /** Megabytes that a fresh process needs at most for a search by the customers' names among so many. */
  readonly memory: { readonly records: number; readonly megabytes: number };
}

const SEARCH = 'enkash/invoices/search-invoices';

/** Of each customer: a search by customers looks at these and at it, and at no more than 100,000 rows. */
const INVOICES = 9;

interface Search {
  readonly query: Record<string, string>;
  readonly body: object;
}

const BY_CUSTOMER: Search = { query: {}, body: { customerLegalName: 'castro' } };

const SEARCHES: Readonly<Record<string, Search>> = {
  'page 1': { query: {}, body: {} },
  'a page of 1,000': { query: { limit: '1000' }, body: {} },
  'filtered by number': { query: {}, body: { invoiceNumber: '77' } },
  'ordered by due date': { query: { orderBy: 'dueDate' }, body: {} },
  'filtered by the customer’s name': BY_CUSTOMER,
};

/** Measures searches of invoices at each of these sizes, which grow. */
export async function measureSearches(
  sizes: readonly number[],
  rounds: number,
  { candidate, client }: { readonly candidate: Candidate; readonly client: RuntimeClient },
): Promise<Searches> {
  const company = newEnkashCompany();
  const samples = withInvoices(company);
  const event = await searchEvent(company);
  const searches: MeasuredSearch[] = [];
  let customers = 0;
  for (const records of sizes) {
    const wanted = records / (1 + INVOICES);
    await seed(receivables(), samples, { customers: wanted - customers, links: 1 });
    customers = wanted;
    const times = Math.max(1, Math.min(rounds, Math.round((rounds * 1_000) / records)));
    for (const [search, asked] of Object.entries(SEARCHES)) {
      const measured: Timed[] = [];
      for (let round = 0; round < times; round++) measured.push(await timed(() => searched(event(asked))));
      searches.push({
        ...{ records, search },
        milliseconds: median(measured.map(({ clock }) => clock)),
        units: median(measured.map(({ units }) => units)),
      });
    }
  }
  const { memory, response } = await firstAnswer(client, candidate, event(BY_CUSTOMER));
  if (response.statusCode !== 200) throw new Error(`a search was refused: ${response.body}`);
  return { searches, memory: { records: sizes.at(-1) as number, megabytes: memory } };
}

/** Samples whose customers have several invoices each. */
function withInvoices(company: string): Samples {
  const tenant = { vendor: 'enkash', tenant: company };
  let number = 0;
  return {
    ...enkashSamples(company),
    items: { unlinked: 1, linked: 1 + INVOICES },
    attachment: ({ ref }) => ({
      dependents: Array.from({ length: INVOICES }, () =>
        newInvoice(tenant, stored(enkashInvoice(ref.id, ++number), randomUUID(), company)),
      ),
    }),
  };
}

async function searched(event: HttpEvent): Promise<void> {
  const { statusCode, body } = await invoke(event);
  if (statusCode !== 200) throw new Error(`a search was refused: ${body}`);
}

/** Makes events that search a company's invoices. */
async function searchEvent(company: string) {
  const fixture = filledFixture(`events/${SEARCH}.json`, await callers());
  const authorization = await enkashAuthorization(company);
  return ({ query, body }: Search): HttpEvent => ({
    ...fixture,
    rawQueryString: new URLSearchParams(query).toString(),
    queryStringParameters: query,
    headers: { ...fixture.headers, authorization },
    body: JSON.stringify(body),
  });
}
