import { type ArItem, remaining } from '../../functions/amili/ar-items/ar-item.ts';
import { MOST_SETTLEMENTS } from '../../functions/amili/ledger/settlement.ts';
import type { Customer } from '../../functions/enkash/customers/customer.ts';
import { reminderOf } from '../../functions/enkash/reminders/customer-reminders.ts';
import { now } from '../../shared/clock.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readCustomer, readCustomerOrTombstone } from '../../shared/receivables/customers/read.ts';
import { restorableUntil } from '../../shared/receivables/customers/restoration-window.ts';
import { readDependent } from '../../shared/receivables/dependents/read.ts';
import { type CustomerRef, customerKey, type Tenant } from '../../shared/receivables/keys.ts';
import { LOCAL_RESTORATION_DAYS } from '../functions/settings.ts';

/** The customer's id, while it may be attached to. */
export async function active(tenant: Tenant, id: string | undefined): Promise<string | undefined> {
  const customer = id === undefined ? undefined : await readCustomer(receivables(), { ...tenant, id });
  return customer && !customer.deactivation ? id : undefined;
}

/** The customer's id, while it may be deleted. */
export const deletable = async (tenant: Tenant, id: string | undefined): Promise<string | undefined> =>
  id !== undefined && (await isLinked(tenant, id)) ? undefined : active(tenant, id);

export async function isLinked(tenant: Tenant, id: string): Promise<boolean> {
  const customer = await readCustomer(receivables(), { ...tenant, id });
  return (customer?.linkCount ?? 0) > 0;
}

/** Whether a customer is deleted, and can be restored for days yet. */
export async function isRestorable(ref: CustomerRef): Promise<boolean> {
  const at = now();
  const customer = await readCustomerOrTombstone(receivables(), ref, at);
  const until = customer && restorableUntil(customer, LOCAL_RESTORATION_DAYS - 1);
  return until !== undefined && until > at.getTime();
}

/** Whether there is a dependent of this kind and id. */
export const isThere = async (tenant: Tenant, kind: string, id: string): Promise<boolean> =>
  (await readDependent(receivables(), { ...tenant, kind, id })) !== undefined;

/** Whether an AR item is there that takes more settlements, and has something left to be settled. */
export async function isCreditable(tenant: Tenant, id: string): Promise<boolean> {
  const item = await readDependent<ArItem>(receivables(), { ...tenant, kind: 'AR_ITEM', id });
  return (
    item !== undefined &&
    remaining(item.fields) > 1_000 &&
    (item.fields.settlements ?? []).length < MOST_SETTLEMENTS / 2
  );
}

/** Whether an invoice is of this customer, or of no registered one, and as it must be. */
export async function isInvoice(
  tenant: Tenant,
  invoiceId: string | undefined,
  customerId: string | undefined,
  isSo: (fields: Record<string, unknown>) => boolean,
): Promise<boolean> {
  if (invoiceId === undefined) return false;
  const invoice = await readDependent(receivables(), { ...tenant, kind: 'INVOICE', id: invoiceId });
  return (
    invoice !== undefined &&
    invoice.customerKey === (customerId && customerKey({ ...tenant, id: customerId })) &&
    isSo(invoice.fields)
  );
}

/** Whether the customer has this reminder. */
export async function isReminder(ref: CustomerRef, reminderId: string | undefined): Promise<boolean> {
  const customer = await readCustomer<Customer>(receivables(), ref);
  return customer !== undefined && reminderId !== undefined && reminderOf(customer, reminderId) !== undefined;
}
