import { isDeepStrictEqual } from 'node:util';
import { instant } from '../../../shared/fields/dates.ts';
import { decimal, sum } from '../../../shared/fields/money.ts';
import type { NewDependent } from '../../../shared/receivables/dependents/attachment.ts';
import type { DependentChange } from '../../../shared/receivables/dependents/update.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { DependentRef, Tenant } from '../../../shared/receivables/keys.ts';
import type { Customer } from '../customers/customer.ts';
import { listingOf } from './invoice-listing.ts';
import type { Requested } from './invoice-request.ts';
import type { Answered } from './invoice-response.ts';
import { CANCELLED, statusOf } from './status.ts';

export { CANCELLED, statusOf };

/** An invoice's fields as they are stored. */
export interface Invoice extends Omit<Requested, 'sellerId'> {
  readonly invoiceId: string;
  readonly sellerId: string;
  readonly netAmount: number;
  readonly balanceAmount: number;
  /** When it was released for collection, ISO 8601; missing while it is not. */
  readonly dispatchedOn?: string;
  /** The payment that settled it, where one was confirmed. Not shown. */
  readonly settledBy?: string;
  /** The last payment that was rejected for it. Not shown. */
  readonly rejection?: { readonly paymentId: string; readonly remarks: string };
}

export const invoiceRef = (tenant: Tenant, id: string): DependentRef => ({ ...tenant, kind: 'INVOICE', id });

/** Amounts that are not sent are calculated, by our choice: net is base and taxes less TDS, and all that is not received is due. */
export function stored(requested: Requested, invoiceId: string, sellerId: string): Invoice {
  const { totalReceived = 0 } = requested;
  const netAmount = requested.netAmount ?? netOf(requested);
  const balanceAmount = requested.balanceAmount ?? balanceOf({ ...requested, netAmount, totalReceived });
  return { ...requested, invoiceId, sellerId, netAmount, totalReceived, balanceAmount };
}

type Amounts = Pick<Requested, 'baseAmount' | 'cgst' | 'sgst' | 'igst' | 'tds'>;

/** Base and taxes less tax deducted at source, to the paisa. */
export const netOf = ({ baseAmount, cgst = 0, sgst = 0, igst = 0, tds = 0 }: Amounts): number =>
  sum([baseAmount, cgst, sgst, igst]).minus(tds).inHundredths();

/** What is still due. Of a cancelled invoice that is nothing: our choice. */
export const balanceOf = ({
  netAmount,
  totalReceived = 0,
  receivableStatus,
}: Pick<Invoice, 'netAmount' | 'totalReceived' | 'receivableStatus'>): number =>
  receivableStatus === CANCELLED ? 0 : decimal(netAmount).minus(totalReceived).toNumber();

/** How an invoice comes to these fields; undefined where it has them already. */
export const changeTo = (
  { fields: before, creation }: DependentItem<Invoice>,
  fields: Invoice,
): DependentChange<Invoice> | undefined =>
  isDeepStrictEqual(fields, before) ? undefined : { fields, listing: listingOf(fields, creation.at) };

/** An invoice as it is attached to the customer that it names. */
export const newInvoice = (tenant: Tenant, fields: Invoice): NewDependent<Invoice> => ({
  ref: invoiceRef(tenant, fields.invoiceId),
  fields,
  customer: { ...tenant, id: fields.customerId },
  listing: ({ at }) => listingOf(fields, at),
});

/** What an invoice shows of its customer: as it is now, not stored. */
export function billed(customer: CustomerItem<Customer> | undefined) {
  const profile = customer?.profile;
  const contacts = profile?.customerKeyContacts ?? [];
  return {
    customerLegalName: profile?.legalName,
    hasKeyContacts: contacts.some(({ deleted }) => !deleted),
  };
}

export const shown = (
  invoice: DependentItem<Invoice>,
  customer: CustomerItem<Customer> | undefined,
): Answered => shownFor(billed(customer), invoice);

export function shownFor(
  customer: ReturnType<typeof billed>,
  { fields, creation, update }: DependentItem<Invoice>,
): Answered {
  const { settledBy: _, rejection: __, ...visible } = fields;
  return {
    ...visible,
    totalReceived: fields.totalReceived ?? 0,
    approvalStatus: fields.approvalStatus && labelled(fields.approvalStatus),
    // The word of the client where it sent one.
    receivableStatus: labelled(fields.receivableStatus ?? statusOf(fields)),
    invoiceDate: fields.invoiceDate?.replace(/^[\d-]+$/, '$&T00:00:00Z'),
    ...customer,
    invoiceAttachments: [],
    dispatched: fields.dispatchedOn !== undefined,
    dispatchedOn: fields.dispatchedOn && instant(fields.dispatchedOn),
    createdBy: creation.by,
    createdOn: instant(creation.at),
    modifiedBy: update.by,
    modifiedOn: instant(update.at),
  };
}

/** Requests name a status, answers also label it. That `MAKER_APPROVED` is "Maker approved" is our choice. */
const labelled = <Name extends string>(name: Name) => ({
  label: `${name.slice(0, 1)}${name.slice(1).toLowerCase().replaceAll('_', ' ')}`,
  name,
});
