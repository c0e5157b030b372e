import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCompany } from '../../../functions/beel/companies/company.ts';
import { type Invoice, issued } from '../../../functions/beel/invoices/invoice.ts';
import { createInvoice } from '../../../functions/beel/invoices/invoice-creation.ts';
import { withNextNumber } from '../../../functions/beel/invoices/numbering.ts';
import { transition } from '../../../functions/beel/invoices/transition.ts';
import { readSeries, seriesFor } from '../../../functions/beel/series/series.ts';
import { credentials, receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { type Fate, failedAfter, inConflict, inTurn, overtaken, withFates } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';
import { codeOf, dataOf, type Invoices, newInvoices } from './invoices.ts';

let own: Invoices;

beforeAll(async () => {
  own = await newInvoices();
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const numbersOf = async (ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => own.get(id)))).map((answer) => dataOf(answer).number);

describe('at the same time', () => {
  it('drafts are issued and invoices created at once: numbers have no gaps and no repeats', async () => {
    const drafts = await Promise.all(upTo(20).map(() => own.made()));

    const answers = await Promise.all([
      ...drafts.map(({ id }) => own.issue(id)),
      ...upTo(5).map(() => own.create({ options: { issue_directly: true } })),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([
      ...drafts.map(() => 200),
      ...upTo(5).map(() => 201),
    ]);
    const numbers = answers.map((answer) => Number(dataOf(answer).number));
    expect(numbers.sort((one, other) => one - other)).toEqual(upTo(25));
  });

  it('one draft is issued by several requests: by one of them', async () => {
    const [{ id }, next] = [await own.made(), await own.made()];

    const answers = await Promise.all(upTo(4).map(() => own.issue(id)));

    const codes = answers.map(codeOf);
    expect(codes.filter(([status]) => status === 200)).toHaveLength(1);
    for (const refused of codes.filter(([status]) => status !== 200))
      expect(refused).toBeOneOf([
        [400, 'INVOICE_NOT_DRAFT'],
        [409, 'CONCURRENT_MODIFICATION'],
      ]);
    const { number } = dataOf(await own.get(id));
    expect(dataOf(await own.issue(next.id)).number).toBe(Number(number) + 1);
  });

  it('an invoice is moved to a customer that is deleted: one of the two is refused', async () => {
    for (const _ of upTo(4)) {
      const [from, to] = [await own.customer(), await own.customer()];
      const { id } = await own.made({ recipient: { customer_id: from.id } });
      const erase = (customer: string) =>
        call(`DELETE /api/v1/companies/${own.company}/customers/${customer}`, {
          authorization: own.authorization,
        });

      const [moved, erased, left] = await Promise.all([
        own.patch(id, { recipient: { customer_id: to.id } }),
        erase(to.id),
        erase(from.id),
      ]);

      const { recipient } = dataOf(await own.get(id)) as unknown as { recipient: { customer_id: string } };
      const hasMoved = moved.status === 200;
      expect(codeOf(moved)).toBeOneOf([
        [200, undefined],
        [404, 'INVOICE_CLIENT_NOT_FOUND'],
      ]);
      expect([recipient.customer_id, erased.status]).toEqual(hasMoved ? [to.id, 409] : [from.id, 204]);
      const keeper = hasMoved ? to : from;
      expect(await storedCustomer(keeper)).toMatchObject({ linkCount: 1 });
      expect(await storedCustomer(keeper)).not.toHaveProperty('deletion');
      expect(left.status).toBeOneOf(hasMoved ? [204, 409] : [409]);
    }
  });
});

describe('with answers that are lost', () => {
  const isWrite = ({ name }: { name: string }) => name === 'TransactWrite';

  /** The table, whose transactions meet these fates in turn. */
  const withWrites = (...fates: Fate[]): Table => {
    const next = inTurn(...fates);
    return withFates(receivables(), (attempt) => (isWrite(attempt) ? next() : ({ apply }) => apply()));
  };

  /** Issues a draft as the operation does, on this table. */
  async function issueOn(table: Table, id: string) {
    const stamp = { ...newStamp(), operation: 'test' };
    const company = await readCompany(credentials(), own.company);
    const result = await transition(
      table,
      own.invoiceRef(id),
      { name: 'issue' },
      async ({ fields }) => {
        const series = seriesFor(await readSeries(table, own.tenant, stamp), fields.type);
        return withNextNumber(table, own.tenant, series, issued(fields, company, new Date()));
      },
      stamp,
    );
    return result.outcome;
  }

  it('an issue that landed is told so, and one that others overtook takes the number after theirs', async () => {
    const [one, two, three, four] = await Promise.all(upTo(4).map(() => own.made()));
    const other = async () => {
      await own.issue(four!.id);
    };

    expect(await issueOn(withWrites(failedAfter), one!.id)).toBe('updated');
    expect(await issueOn(withWrites(inConflict, failedAfter, inConflict), two!.id)).toBe('updated');
    expect(await issueOn(withWrites(overtaken(other)), three!.id)).toBe('updated');

    const [a, b, c, d] = await numbersOf([one!.id, two!.id, four!.id, three!.id]);
    expect([b, c, d]).toEqual([Number(a) + 1, Number(a) + 2, Number(a) + 3]);
  });

  it('a creation that was overtaken is numbered after the others, once', async () => {
    const draft = (await own.stored((await own.made()).id))?.fields as unknown as Invoice;
    const company = await readCompany(credentials(), own.company);
    const [series] = (await readSeries(receivables(), own.tenant, newStamp())) as [never];
    const other = await own.made();
    const creation = { id: randomUUID(), mark: {} };
    const invoice = issued(draft, company, new Date());

    const result = await createInvoice(
      withWrites(
        overtaken(async () => {
          await own.issue(other.id);
        }),
        failedAfter,
      ),
      own.tenant,
      creation,
      invoice,
      { customer: undefined, series },
      newStamp(),
    );

    expect(result.outcome).toBe('attached');
    const [theirs, ours] = await numbersOf([other.id, creation.id]);
    expect(ours).toBe(Number(theirs) + 1);
  });
});
