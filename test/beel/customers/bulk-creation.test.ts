import { describe, expect, it } from 'vitest';
import { createdMany, type ManyWanted } from '../../../functions/beel/customers/bulk-creation.ts';
import { imported } from '../../../functions/beel/customers/bulk-import.ts';
import type { Requested } from '../../../functions/beel/customers/customer-request.ts';
import { checkedRows, todaysRules } from '../../../functions/beel/customers/customer-rows.ts';
import { newCreation } from '../../../functions/beel/dialect/idempotency.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import {
  answered,
  droppedBefore,
  type Fate,
  inConflict,
  overtaken,
  withFates,
} from '../../support/faults.ts';
import { loggedBy } from '../../support/log.ts';
import { outOfTime, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newCompany, newNif } from '../samples.ts';

/** More than one transaction holds. */
const MANY = 35;

/** Customers of a company of the test's own, and the NIF of each. */
async function newBatch(size = MANY) {
  const { ref } = await newCompany();
  const nifs = Array.from({ length: size }, newNif);
  const read = nifs.map((nif): { requested: Requested } => ({
    requested: { legal_name: 'Ada SL', nif, address, email: 'ada@example.es' } as Requested,
  }));
  const { vendor, tenant } = ref();
  const noted: unknown[] = [];
  const many: ManyWanted = {
    tenant: { vendor, tenant },
    creation: newCreation(),
    rows: checkedRows(read, todaysRules('en')),
    rules: todaysRules('en'),
    stamp: newStamp(),
    origin: { receivedAt: new Date(), requestId: 'r1', traceId: 't1' } as ManyWanted['origin'],
    note(fact) {
      noted.push(fact);
      return fact;
    },
  };
  const rival = () =>
    storeCustomer(ref(), {}, {}, { name: 'NIF', value: nifs.at(-1) as string, freedByDeletion: true });
  return { many, ref, rival, noted, state: () => tenantState(vendor, tenant) };
}

const create = (many: ManyWanted, table: Table) => createdMany(table, many, false);

describe('creating many customers of a company', () => {
  it('names, beside the row that is in the way, what somebody referred to meanwhile', async () => {
    const { many, ref, rival, state, noted } = await newBatch();
    const meanwhile = overtaken(async () => {
      await rival();
      await storeDependent(ref(many.creation.id));
    });

    const refusal = create(many, tableWith(answered, answered, meanwhile));

    await expect(refusal).rejects.toMatchObject({
      problem: {
        kind: 'refused',
        status: 422,
        code: 'BULK_VALIDATION_ERROR',
        message: 'Some of the customers are not valid: none was created but those that are named',
        errors: [
          { index: 34, field: 'nif', message: 'A client with this NIF already exists' },
          {
            index: 0,
            field: 'customer',
            message: 'was created, and stays, because another request has changed it or refers to it since',
          },
        ],
      },
    });
    expect(noted).toEqual([{ outcome: 'refused' }]);
    // The rival and its NIF, the customer and its NIF, and the invoice.
    expect((await state()).size).toBe(5);
  });

  it('says which may be there when it is broken off, and logs why', async () => {
    const { many, noted } = await newBatch();
    const table = outOfTime(tableWith(answered, answered, inConflict, inConflict));

    const { answer, lines } = await loggedBy(() => create(many, table).catch((error) => error), 'warn');

    const message = 'was created, and stays: there was no time left to take it back';
    expect(answer.problem).toMatchObject({ status: 500, code: 'BULK_INCOMPLETE' });
    expect(answer.problem.errors).toEqual(
      Array.from({ length: 33 }, (_, index) => ({ index, field: 'customer', message })),
    );
    expect(answer.cause).toMatchObject({ name: 'GaveUp', known: 'contended' });
    expect(lines).toEqual([
      expect.objectContaining({ level: 'WARN', message: 'rows of many were not touched', rows: 33 }),
    ]);
    expect(noted).toEqual([{ outcome: 'failed' }]);
  });

  it('tells a client to come again where nothing was changed', async () => {
    const { many, state } = await newBatch(2);

    const refusal = create(many, outOfTime(tableWith(answered, inConflict)));

    await expect(refusal).rejects.toMatchObject({ name: 'GaveUp', known: 'contended' });
    expect((await state()).size).toBe(0);
  });
});

describe('importing many customers', () => {
  const file = new File(['x'], 'clientes.csv');

  it('tells of each row that nobody could decide on', async () => {
    const { many, rival } = await newBatch(4);
    const denied: Fate = async () => {
      throw new Error('access denied');
    };
    let first: Promise<unknown> | undefined;
    const rivalIsFaster = overtaken(() => {
      first ??= rival();
      return first;
    });
    const fates = [inConflict, droppedBefore, denied, rivalIsFaster];
    const nifs = many.rows.map(({ profile }) => profile?.nif);
    const table = withFates({ ...receivables(), deadline: performance.now() + 1_000 }, ({ name, input }) =>
      name === 'TransactWrite'
        ? (fates[nifs.indexOf(input.TransactItems[0].Put.Item.profile.nif)] as Fate)
        : answered,
    );

    const { answer, lines } = await loggedBy(() => imported(table, many, file), 'warn');

    expect(answer.status).toBe(201);
    expect(
      answer.data.customers_validation.map(({ status, errors }) => [
        status,
        errors[0]?.code,
        errors[0]?.message,
      ]),
    ).toEqual([
      ['ERROR', 'INTERNAL_ERROR', 'was not created: there was no time left for it'],
      ['ERROR', 'INTERNAL_ERROR', 'it is not known whether it was created: send it again'],
      ['ERROR', 'INTERNAL_ERROR', 'Internal server error'],
      ['DUPLICATE', 'CLIENT_DUPLICATE', 'A client with this NIF already exists'],
    ]);
    expect(answer.data.statistics).toMatchObject({ imported: 0, with_errors: 3, duplicates: 1 });
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['ERROR', 'a row of many has no outcome'],
      ['ERROR', 'a row of many has no outcome'],
      ['WARN', 'rows of many were not touched'],
    ]);
  });
});
