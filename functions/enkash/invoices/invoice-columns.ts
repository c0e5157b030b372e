import type { Columns } from '../dialect/csv-columns.ts';

/** The columns of a file of invoices, named as createInvoice's fields are: the vendor shows none, so this is our choice. */
export const COLUMNS: Columns = {
  fields: {
    approvalStatus: 'text',
    balanceAmount: 'number',
    baseAmount: 'number',
    cgst: 'number',
    chargeCustomer: 'boolean',
    customerId: 'text',
    description: 'text',
    dispatchNow: 'boolean',
    dueDate: 'text',
    emailAddress: 'text',
    externalId: 'text',
    gstExclusive: 'boolean',
    igst: 'number',
    invoiceDate: 'text',
    invoiceNumber: 'text',
    mobileNumber: 'text',
    netAmount: 'number',
    partialPaymentAllowed: 'boolean',
    payableReferenceId: 'text',
    poNumber: 'text',
    receivableStatus: 'text',
    sgst: 'number',
    tds: 'number',
    totalReceived: 'number',
    via: 'text',
  },
  entries: {},
  required: ['customerId', 'baseAmount', 'dueDate'],
};
