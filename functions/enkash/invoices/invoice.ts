import { instant } from '../../../shared/fields/dates.ts';
import { hundredths } from '../../../shared/fields/money.ts';
import type { NewDependent } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Customer } from '../customers/customer.ts';
import type { Requested } from './invoice-request.ts';
import type { Answered } from './invoice-response.ts';

/** An invoice's fields as they are stored. */
export type Invoice = ReturnType<typeof stored>;

/** Amounts that are not sent are calculated, by our choice: net is base and taxes less TDS, and all of it is due. */
export function stored(requested: Requested, invoiceId: string, sellerId: string) {
  const { baseAmount, cgst = 0, sgst = 0, igst = 0, tds = 0 } = requested;
  const netAmount = requested.netAmount ?? roundedToPaisa(baseAmount + cgst + sgst + igst - tds);
  const balanceAmount = requested.balanceAmount ?? netAmount;
  return { ...requested, invoiceId, sellerId, netAmount, balanceAmount };
}

/** An invoice as it is attached to the customer that it names. */
export const newInvoice = (tenant: Tenant, id: string, requested: Requested): NewDependent<Invoice> => ({
  ref: { ...tenant, kind: 'INVOICE', id },
  fields: stored(requested, id, tenant.tenant),
  customer: { ...tenant, id: requested.customerId },
});

/** Half a paisa goes up. */
const roundedToPaisa = (rupees: number): number => Math.round(hundredths(rupees)) / 100;

/** @param customer as it is now: its name is shown, not stored */
export function shown(
  { fields, creation, update }: DependentItem<Invoice>,
  { profile }: CustomerItem<Customer>,
): Answered {
  const contacts = profile?.customerKeyContacts ?? [];
  return {
    ...fields,
    approvalStatus: fields.approvalStatus && labelled(fields.approvalStatus),
    receivableStatus: fields.receivableStatus === undefined ? undefined : labelled(fields.receivableStatus),
    invoiceDate: fields.invoiceDate?.replace(/^[\d-]+$/, '$&T00:00:00Z'),
    customerLegalName: profile?.legalName as string,
    hasKeyContacts: contacts.some(({ deleted }) => !deleted),
    invoiceAttachments: [],
    // This service sends no invoices, whatever dispatchNow says.
    dispatched: false,
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
