import { randomInt, randomUUID } from 'node:crypto';
import { uniqueKeyOf } from '../../functions/beel/customers/identity.ts';
import { tenantOf } from '../../functions/beel/dialect/caller.ts';
import { newCustomerId } from '../../functions/enkash/dialect/identifiers.ts';
import { makeSeeds, placeholdersOf, type Seeds } from '../../infra/local/seeds.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import type { DependentRef } from '../../shared/receivables/keys.ts';
import { newNif } from '../beel/samples.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../support/store.ts';

type Vendor = 'enkash' | 'amili' | 'beel';

/** The seeds of one test file. Where a request removes a customer or an invoice, later requests name a successor. */
export interface Tenants {
  /** Fills in {{placeholders}}. */
  fill(text: string, vendor: string): string;
  /** Puts successors in the place of what was removed. */
  renew(vendor: string): Promise<void>;
}

export async function makeTenants(): Promise<Tenants> {
  const seeds = (await makeSeeds()) as Writable<Seeds>;
  return {
    fill(text, vendor) {
      const values = placeholdersOf(seeds, vendor);
      return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
    },
    async renew(vendor) {
      if (vendor === 'amili') return renewNumbers(seeds.amili);
      if (vendor === 'enkash') await renewIds(seeds.enkash, vendor, seeds.enkash.companyId);
      if (vendor === 'beel') {
        await renewIds(seeds.beel, vendor, `${seeds.beel.mode}:${seeds.beel.company}`);
        await renewRecurringInvoice(seeds.beel);
      }
    },
  };
}

type Writable<T> = { -readonly [Name in keyof T]: { -readonly [Member in keyof T[Name]]: T[Name][Member] } };

const newIds: Readonly<Record<Exclude<Vendor, 'amili'>, () => string>> = {
  enkash: newCustomerId,
  beel: randomUUID,
};

async function renewIds(
  seeds: { customerId: string; linkedCustomerId: string; invoiceId: string },
  vendor: Exclude<Vendor, 'amili'>,
  tenant: string,
): Promise<void> {
  for (const name of ['customerId', 'linkedCustomerId'] as const) {
    const removed = await storedCustomer({ vendor, tenant, id: seeds[name] });
    if (!removed?.deletion && !removed?.deactivation) continue;
    const id = newIds[vendor]();
    const ref = { vendor, tenant, id };
    if (vendor === 'enkash') {
      await storeCustomer(ref, removed.profile, { ...removed.reference, customerId: id });
    } else {
      // Of its own, as a customer keeps its identifier while it is inactive, and gives it up in a PATCH.
      const { alternative_id: _, ...profile }: Record<string, unknown> = removed.profile ?? {};
      const nif = newNif();
      await storeCustomer(ref, { ...profile, nif }, {}, uniqueKeyOf({ nif }));
    }
    seeds[name] = id;
  }
  const invoice: DependentRef = { vendor, tenant, kind: 'INVOICE', id: seeds.invoiceId };
  const held = await storedDependent(invoice);
  const customer = { vendor, tenant, id: seeds.linkedCustomerId };
  if (held?.customerKey?.endsWith(customer.id)) return;
  seeds.invoiceId = randomUUID();
  await attachDependents(
    receivables(),
    [{ ref: { ...invoice, id: seeds.invoiceId }, fields: held?.fields ?? {}, customer }],
    newStamp(),
  );
}

/** One that was deleted, or completed, has a successor as it was made. */
async function renewRecurringInvoice(seeds: Writable<Seeds>['beel']): Promise<void> {
  const ref = { ...tenantOf(seeds), kind: 'RECURRING_INVOICE', id: seeds.recurringInvoiceId };
  const { deletion, fields } = (await storedDependent(ref)) as DependentItem;
  if (!deletion && fields.status !== 'COMPLETED') return;
  const { completion: _, done: __, customer_id: ___, ...others } = fields;
  seeds.recurringInvoiceId = randomUUID();
  await attachDependents(
    receivables(),
    [{ ref: { ...ref, id: seeds.recurringInvoiceId }, fields: { ...others, status: 'ACTIVE' } }],
    newStamp(),
  );
}

/** Any number will do: POST creates the customer where there is none. */
async function renewNumbers(seeds: Writable<Seeds>['amili']): Promise<void> {
  const tenant = String(seeds.clientNos[0]);
  const removed = await storedCustomer({ vendor: 'amili', tenant, id: seeds.customerNo });
  if (!removed?.deletion) return;
  seeds.customerNo = String(randomInt(1e8, 1e9));
  const reference = { accountNo: randomInt(1e8, 1e9), customerNo: seeds.customerNo };
  await storeCustomer(
    { vendor: 'amili', tenant, id: seeds.customerNo },
    { name: 'Owe Armstrong' },
    reference,
  );
}
