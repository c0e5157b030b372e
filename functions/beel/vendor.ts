import { isUuid } from '../../shared/fields/identifiers.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import { dependentRefOf, idInKey } from '../../shared/receivables/keys.ts';
import type { Clearing, SeenDependent, Vendor } from '../vendor.ts';
import { type Identity, uniqueKeyOf } from './customers/identity.ts';
import { dateInSpain } from './invoices/dates.ts';
import { type Invoice, statusOf } from './invoices/invoice.ts';
import { isAllowed } from './invoices/states.ts';
import type { RecurringInvoice } from './recurring-invoices/recurring-invoice.ts';
import { statusOn } from './recurring-invoices/status.ts';

/** BeeL, as an operator sees it, both generations. Invoices and recurring invoices refer to customers. */
export const beel: Vendor = {
  tenant: /^(live|test):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  customerIdOf: (text) => (isUuid(text) ? text.toLowerCase() : undefined),
  idOf: ({ pk }) => idInKey(pk),
  nameOf: ({ profile }) => profile?.legal_name as string | undefined,
  uniqueKeyOf: (profile) => uniqueKeyOf(profile as Identity),
  deletionOf: ({ pk }) => ({ method: 'DELETE', path: customerPathOf(pk) }),
  deactivationOf: ({ pk }) => ({ method: 'PATCH', path: customerPathOf(pk), body: { active: false } }),
  reactivationOf: ({ pk }) => ({ method: 'PATCH', path: customerPathOf(pk), body: { active: true } }),
  lists: {
    order: 'name',
    values: {
      created: ({ created_at }) => created_at as number,
      // A row has it only where it is longer than what orders keep.
      name: ({ legal_name }, order) => (legal_name as string | undefined) ?? order,
    },
  },
  dependentOf: (dependent, now) =>
    dependent.sk === 'RECURRING_INVOICE'
      ? recurringInvoiceOf(dependent as unknown as DependentItem<RecurringInvoice>, now)
      : invoiceOf(dependent as unknown as DependentItem<Invoice>, now),
};

function invoiceOf({ pk, fields }: DependentItem<Invoice>, now: Date): SeenDependent {
  const clearing: Clearing = isAllowed('delete', fields.status)
    ? { route: { method: 'DELETE', path: `${companyPathOf(pk)}/invoices/${idInKey(pk)}` } }
    : { reason: 'BeeL keeps what is issued for good, also when it is paid or voided' };
  const { invoice_number: number, totals } = fields;
  return { number, amount: totals?.invoice_total, state: statusOf(fields, now), clearing };
}

function recurringInvoiceOf({ pk, fields }: DependentItem<RecurringInvoice>, now: Date): SeenDependent {
  const { name: number, amount } = fields;
  const state = statusOn(fields, dateInSpain(now));
  if (state === 'COMPLETED') {
    const reason = 'its last day has passed: a delete of the customer ends it';
    return { number, amount, state, isOver: true, clearing: { reason } };
  }
  const path = `${companyPathOf(pk)}/recurring-invoices/${idInKey(pk)}`;
  return { number, amount, state, clearing: { route: { method: 'DELETE', path } } };
}

const customerPathOf = (pk: string): string => `${companyPathOf(pk)}/customers/${idInKey(pk)}`;

/** A tenant is an environment and a company: `live:<company>`. */
function companyPathOf(pk: string): string {
  const { tenant } = dependentRefOf(pk);
  return `/api/v1/companies/${tenant.slice(tenant.indexOf(':') + 1)}`;
}
