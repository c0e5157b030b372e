import type { DependentItem } from '../../shared/receivables/items.ts';
import { idInKey } from '../../shared/receivables/keys.ts';
import type { Clearing, Vendor } from '../vendor.ts';
import { customerId } from './dialect/identifiers.ts';
import type { Invoice } from './invoices/invoice.ts';
import { statusOf } from './invoices/status.ts';

/** EnKash, as an operator sees it. Only invoices refer to customers. */
export const enkash: Vendor = {
  tenant: /^CEK[A-Z0-9]{7}$/,
  customerIdOf: (text) => (customerId().safeParse(text).success ? text : undefined),
  idOf: ({ pk }) => idInKey(pk),
  nameOf: ({ profile }) => profile?.legalName as string | undefined,
  deletionOf: ({ pk }) => ({ method: 'DELETE', path: `/api/v0/customer/${idInKey(pk)}` }),
  deactivationOf: ({ pk }) => ({ method: 'PUT', path: `/api/v0/customer/deactivate/${idInKey(pk)}` }),
  reactivationOf: ({ pk }) => ({ method: 'PUT', path: `/api/v0/customer/activate/${idInKey(pk)}` }),
  lists: {
    order: 'created',
    values: {
      created: (_, order) => Date.parse(order),
      name: ({ name }) => name as string,
    },
  },
  dependentOf(dependent) {
    const { fields } = dependent as unknown as DependentItem<Invoice>;
    const { invoiceNumber: number, netAmount: amount } = fields;
    return { number, amount, state: statusOf(fields), clearing: clearingOf(idInKey(dependent.pk), fields) };
  },
};

/** What was received must be accounted for, so that such an invoice is not deleted; but it may be another customer's. */
const clearingOf = (invoiceId: string, { totalReceived = 0 }: Invoice): Clearing =>
  totalReceived <= 0
    ? { route: { method: 'POST', path: '/api/v0/invoice/bulk/delete', body: { invoiceIds: [invoiceId] } } }
    : {
        route: {
          method: 'PATCH',
          path: `/api/v0/invoice/${invoiceId}`,
          body: { customerId: 'another active customer' },
        },
        reason: 'money was received on it, so it can be moved only',
      };
