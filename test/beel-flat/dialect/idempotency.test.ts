import { hash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { creationOf } from '../../../functions/beel/dialect/idempotency.ts';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { customerItemKey } from '../../../shared/receivables/keys.ts';
import { fence } from '../../../shared/receivables/repeats/fence.ts';
import { address, newCompany, newNif, profile } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { overwrite } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const customer = () => ({ legal_name: 'Ada SL', nif: newNif(), address });
const line = { description: 'Consulting', quantity: 1, unit_price: 100 };
const invoice = (customer_id: string) => ({ type: 'STANDARD', recipient: { customer_id }, lines: [line] });

const CUSTOMERS = 'POST /api/v1/customers';
const INVOICES = 'POST /api/v1/invoices';

const post = (route: string, json: unknown, key: string, authorization = own.authorization) =>
  call(route, { authorization, json, headers: { 'idempotency-key': key } });

const dataOf = ({ body }: Answer) => (body as { data: { id: string } }).data;
const idOf = (answer: Answer) => dataOf(answer).id;
const replayOf = ({ headers }: Answer) => headers['idempotency-replay'];

/** A customer, stored, and the body of an invoice for it. */
async function newInvoice() {
  const ref = own.ref();
  await storeCustomer(ref, profile());
  return { ref, json: invoice(ref.id) };
}

const OLD = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' };

/** Lets what was just created be old, so that later changes have another time. */
async function makeOlder(item: CustomerItem | DependentItem | undefined): Promise<void> {
  const creation = { ...item?.creation, at: '2026-01-02T03:04:05.000Z' };
  await overwrite({ ...item, creation, update: creation } as CustomerItem | DependentItem);
}

/** Each route that takes the header, with a body that it takes. */
const routes = [
  { route: CUSTOMERS, newBody: async () => customer() },
  { route: INVOICES, newBody: async () => (await newInvoice()).json },
];

describe.each(routes)('$route with an Idempotency-Key', ({ route, newBody }) => {
  it('makes one thing, and answers each repeat as the first time', async () => {
    const [json, key] = [await newBody(), randomUUID()];

    const first = await post(route, json, key);
    const before = await tenantState('beel', own.ref().tenant);
    const repeat = await post(route, json, key);

    expect(first.status).toBe(201);
    expect(replayOf(first)).toBe(undefined);
    expect(repeat.status).toBe(201);
    expect(repeat.body).toEqual(beelSuccess(dataOf(first)));
    expect(replayOf(repeat)).toBe('true');
    expect(await tenantState('beel', own.ref().tenant)).toEqual(before);
  });

  it('makes one thing of ten requests at once', async () => {
    const [json, key] = [await newBody(), randomUUID()];

    const answers = await Promise.all(Array.from({ length: 10 }, () => post(route, json, key)));

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(answers.filter((answer) => replayOf(answer) === undefined)).toHaveLength(1);
  });

  it('refuses another body with the same key, and changes nothing', async () => {
    const key = 'k'.repeat(255);
    await post(route, await newBody(), key);
    const json = await newBody();
    const before = await tenantState('beel', own.ref().tenant);

    const answer = await post(route, json, key);

    expect(answer.status).toBe(409);
    const message = 'The Idempotency-Key was used for a request with another body';
    expect(answer.body).toEqual(beelFailure('IDEMPOTENCY_KEY_MISMATCH', message));
    expect(await tenantState('beel', own.ref().tenant)).toEqual(before);
  });

  it.each(['', 'two words', 'a,b', 'ñ', '../x', 'k'.repeat(256)])('refuses the key %j', async (key) => {
    const json = await newBody();
    const before = await tenantState('beel', own.ref().tenant);

    const answer = await post(route, json, key);

    expect(answer.status).toBe(400);
    const message = 'The Idempotency-Key header must be 1 to 255 letters, digits, hyphens or underscores';
    expect(answer.body).toEqual(beelFailure('INVALID_IDEMPOTENCY_KEY', message));
    expect(await tenantState('beel', own.ref().tenant)).toEqual(before);
  });
});

describe('an Idempotency-Key', () => {
  it('is free again when its request was refused', async () => {
    const [taken, key] = [customer(), randomUUID()];
    await call(CUSTOMERS, { authorization: own.authorization, json: taken });

    const refused = await post(CUSTOMERS, taken, key);
    const other = await post(CUSTOMERS, customer(), key);

    expect([refused.status, other.status]).toEqual([409, 201]);
    expect(replayOf(other)).toBe(undefined);
  });

  it('is free also where a refused request left nothing but a fence', async () => {
    const [json, key] = [customer(), randomUUID()];
    const headers = { 'idempotency-key': key };
    const { id } = creationOf({ headers } as unknown as Origin, own.ref(), json);
    await fence(receivables(), customerItemKey(own.ref(id)), newStamp(), newEffort(receivables()));

    const answer = await post(CUSTOMERS, json, key);
    const repeat = await post(CUSTOMERS, json, key);

    expect([idOf(answer), replayOf(answer)]).toEqual([id, undefined]);
    expect([repeat.body, replayOf(repeat)]).toEqual([beelSuccess(dataOf(answer)), 'true']);
  });

  it('means something else in each company and environment', async () => {
    const test = await beelAuthorization({ company: own.company, mode: 'test' });
    const other = await newCompany();
    const [json, key] = [customer(), randomUUID()];

    const answers = [
      await post(CUSTOMERS, json, key),
      await post(CUSTOMERS, json, key, test),
      await post(CUSTOMERS, json, key, other.authorization),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(answers.map(replayOf)).toEqual([undefined, undefined, undefined]);
    expect(new Set(answers.map(idOf)).size).toBe(3);
  });

  it('means something else on each route', async () => {
    const key = randomUUID();
    const { json } = await newInvoice();

    const answers = [await post(CUSTOMERS, customer(), key), await post(INVOICES, json, key)];

    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.map(replayOf)).toEqual([undefined, undefined]);
  });

  it('answers as the first time also when the customer is inactive or deleted since', async () => {
    const [json, key] = [customer(), randomUUID()];
    const first = await post(CUSTOMERS, json, key);
    const ref = own.ref(idOf(first));
    await makeOlder(await storedCustomer(ref));

    await call(`DELETE /api/v1/customers/${ref.id}`, own);
    const inactive = await post(CUSTOMERS, json, key);
    await call(`DELETE /api/v1/companies/${own.company}/customers/${ref.id}`, own);
    const left = await storedCustomer(ref);
    const deleted = await post(CUSTOMERS, json, key);

    const answered = beelSuccess({ ...dataOf(first), ...OLD });
    expect([inactive.body, deleted.body]).toEqual([answered, answered]);
    const by = hash('sha256', own.authorization.replace('Bearer ', ''));
    expect(left).toMatchObject({ deactivation: { by }, deletion: { by } });
    expect(await storedCustomer(ref)).toEqual(left);
  });

  it('counts one link, and answers as the first time also when the draft is deleted since', async () => {
    const key = randomUUID();
    const { ref, json } = await newInvoice();

    const first = await post(INVOICES, json, key);
    await post(INVOICES, json, key);
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
    await makeOlder(await storedDependent({ ...ref, kind: 'INVOICE', id: idOf(first) }));
    await call(`DELETE /api/v1/invoices/${idOf(first)}`, own);
    const repeat = await post(INVOICES, json, key);

    expect(repeat.body).toEqual(beelSuccess({ ...dataOf(first), ...OLD }));
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
  });
});
