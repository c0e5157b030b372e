import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { type DependentRef, dependentItemKey } from '../../../shared/receivables/keys.ts';
import { newCompany, profile } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { deletedListKey, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const deleteInvoice = (id: string, authorization = own.authorization) =>
  call(`DELETE /api/v1/invoices/${id}`, { authorization });

/** A draft, of a registered customer if one is named, and where it is stored. */
async function newInvoice(customer_id?: string, authorization = own.authorization): Promise<string> {
  const lines = [{ description: 'Consulting', quantity: 1, unit_price: 100 }];
  const json = { type: 'SIMPLIFIED', recipient: { customer_id }, lines };
  const answer = await call('POST /api/v1/invoices', { authorization, json });
  return (answer.body as { data: { id: string } }).data.id;
}

const invoiceRef = (id: string, mode = 'live'): DependentRef => ({
  vendor: 'beel',
  tenant: `${mode}:${own.company}`,
  kind: 'INVOICE',
  id,
});

describe('DELETE /api/v1/invoices/{invoice_id}', () => {
  it('deletes a draft softly and frees its customer', async () => {
    const ref = own.ref();
    const customer = await storeCustomer(ref, profile());
    const id = await newInvoice(ref.id);
    const before = await storedDependent(invoiceRef(id));

    const answer = await deleteInvoice(id.toUpperCase());

    expect(answer.status).toBe(204);
    expect(answer.body).toBe('');
    expect(answer.headers.sunset).toBe('Wed, 09 Dec 2026 00:00:00 GMT');
    const { customerKey, ...rest } = before!;
    expect(customerKey).toBe(customer.pk);
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel-flat/invoices/delete-invoice',
    };
    expect(await storedDependent(invoiceRef(id))).toEqual({
      ...rest,
      version: 2,
      update: stamp,
      deletion: stamp,
      listKey: deletedListKey(rest),
    });
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
    expect(
      (await call(`DELETE /api/v1/customers/${ref.id}`, { authorization: own.authorization })).status,
    ).toBe(200);
  });

  it('takes off one of several links', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    const ids = [await newInvoice(ref.id), await newInvoice(ref.id)];

    await deleteInvoice(ids[0] as string);

    expect((await storedCustomer(ref))?.linkCount).toBe(1);
    expect(
      (await call(`DELETE /api/v1/customers/${ref.id}`, { authorization: own.authorization })).status,
    ).toBe(409);
  });

  it('deletes a draft of nobody', async () => {
    expect((await deleteInvoice(await newInvoice())).status).toBe(204);
  });

  it('answers 404 to a deleted and an unknown invoice, and to what the key does not see', async () => {
    const stranger = await newCompany();
    const testKey = await beelAuthorization({ company: own.company, mode: 'test' });
    const [deleted, theirs, test] = [
      await newInvoice(),
      await newInvoice(undefined, stranger.authorization),
      await newInvoice(undefined, testKey),
    ];
    await deleteInvoice(deleted);

    for (const id of [deleted, randomUUID(), theirs, test]) {
      const answer = await deleteInvoice(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(beelFailure('NOT_FOUND', 'Resource not found'));
    }

    expect((await deleteInvoice(theirs, stranger.authorization)).status).toBe(204);
    expect((await deleteInvoice(test, testKey)).status).toBe(204);
  });

  it('answers 400 to an invoice that is no draft any more', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    const id = await newInvoice(ref.id);
    const { client, name } = receivables();
    const issue = new UpdateCommand({
      TableName: name,
      Key: dependentItemKey(invoiceRef(id)),
      UpdateExpression: 'SET #fields.#status = :issued',
      ExpressionAttributeNames: { '#fields': 'fields', '#status': 'status' },
      ExpressionAttributeValues: { ':issued': 'ISSUED' },
    });
    await client.send(issue);
    const before = await storedDependent(invoiceRef(id));

    const answer = await deleteInvoice(id);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      beelFailure('INVOICE_NOT_DRAFT', 'Only a draft can be deleted; it is ISSUED'),
    );
    expect(await storedDependent(invoiceRef(id))).toEqual(before);
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
  });

  it('answers 400 to an id that is no UUID', async () => {
    const answer = await deleteInvoice('FAC-1');

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(beelFailure('BAD_REQUEST', "Invalid parameter 'invoice_id': must be a UUID"));
  });
});
