import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';
import { type Customer, newCustomer } from '../../functions/enkash/customers/customer.ts';
import { listingOf } from '../../functions/enkash/customers/customer-listing.ts';
import { type Invoice, newInvoice } from '../../functions/enkash/invoices/invoice.ts';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../shared/receivables/customers/create.ts';
import { updateCustomer } from '../../shared/receivables/customers/update.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import type { CustomerItem } from '../../shared/receivables/items.ts';
import type { CustomerRef, DependentRef, Tenant } from '../../shared/receivables/keys.ts';
import type { Answer } from '../support/answer.ts';
import { newStamp, storedCustomer } from '../support/store.ts';

/** Stores a customer as createCustomer does, at a time of the test's choice. */
export async function storeListedCustomer(
  { tenant, vendor, id }: CustomerRef,
  profile: Partial<Customer>,
  at: string,
): Promise<void> {
  const whole = { legalName: 'Ada Ltd', customerKeyContacts: [], customerReminders: undefined, ...profile };
  const wanted = newCustomer({ tenant, vendor }, id, whole);
  const { outcome } = await createCustomer(receivables(), wanted, { ...newStamp(), at });
  if (outcome !== 'created') throw new Error(outcome);
}

/** Stores an invoice as createInvoice does, at a time of the test's choice. */
export async function storeListedInvoice(
  { tenant, vendor, id }: DependentRef,
  fields: Partial<Invoice> & { customerId: string },
  at: string,
): Promise<void> {
  const amounts = { baseAmount: 100, netAmount: 100, totalReceived: 0, balanceAmount: 100 };
  const whole = { ...amounts, dueDate: '2026-12-31', ...fields, invoiceId: id, sellerId: tenant };
  const wanted = newInvoice({ tenant, vendor }, whole);
  const { outcome } = await attachDependents(receivables(), [wanted], { ...newStamp(), at });
  if (outcome !== 'attached') throw new Error(outcome);
}

/** Changes a customer as updateCustomer does. */
export async function changeCustomer(
  ref: CustomerRef,
  change: Partial<Customer>,
  state: { readonly active?: boolean } = {},
): Promise<void> {
  const seen = (await storedCustomer(ref)) as CustomerItem<Customer>;
  const profile = { ...(seen.profile as Customer), ...change };
  const wanted = { profile, listing: listingOf(profile, seen.creation.at), ...state };
  const { outcome } = await updateCustomer(receivables(), ref, seen, wanted, newStamp());
  if (outcome !== 'updated') throw new Error(outcome);
}

/** Also one that has invoices. */
export const deactivate = (ref: CustomerRef) => changeCustomer(ref, {}, { active: false });

interface Page {
  readonly data: readonly Record<string, unknown>[];
  readonly total_count: number;
  readonly has_more: boolean;
}

export const pageIn = ({ body }: Answer): Page => (body as { payload: Page }).payload;

/** The index has so many rows in the partitions of a state, all with these values. */
export function manyRows(counts: Readonly<Record<string, number>>, listed: Record<string, unknown>): void {
  const send = documentClient.send.bind(documentClient);
  const row = { pk: 'enkash#T#1', listOrder: '2026-01-01T00:00:00.000Z\t1', listed };
  const left = new Map<string, number>();
  vi.spyOn(documentClient, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
    const { input } = command as {
      input: Pick<QueryCommandInput, 'ExpressionAttributeValues' | 'ExclusiveStartKey'>;
    };
    const key: string = input.ExpressionAttributeValues?.[':listKey'] ?? '';
    const count = counts[key.split('#').at(-2) ?? ''];
    if (count === undefined) return send(command);
    const rows = (input.ExclusiveStartKey && left.get(key)) ?? count / 8;
    left.set(key, rows - 500);
    return {
      Items: Array(Math.min(500, rows)).fill(row),
      ...(rows > 500 && { LastEvaluatedKey: { pk: 'a' } }),
    };
  }) as typeof send);
}

/** Something happens between the index's answer and the reading of items. */
export function beforeItemsAreRead(change: () => Promise<unknown>): void {
  const send = documentClient.send.bind(documentClient);
  const spy = vi.spyOn(documentClient, 'send');
  spy.mockImplementation((async (command: Parameters<typeof send>[0]) => {
    if (command.constructor.name === 'BatchGetCommand') {
      spy.mockRestore();
      await change();
    }
    return send(command);
  }) as typeof send);
}

/** A tenant's refs. */
export const refsOf = (company: string) => {
  const tenant: Tenant = { vendor: 'enkash', tenant: company };
  return {
    customer: (id: string): CustomerRef => ({ ...tenant, id }),
    invoice: (id: string): DependentRef => ({ ...tenant, kind: 'INVOICE', id }),
  };
};
