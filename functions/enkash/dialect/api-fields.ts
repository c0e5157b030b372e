/** What EnKash's fields mean, where their names do not say all: https://docs.enkash.com */
export const fields: Readonly<Record<string, string>> = {
  // Every answer
  payload: 'What the operation gives',
  response_code: '0 for a success, else the HTTP status',
  response_message: 'The outcome in words',
  errorType: 'The kind of error, for programs',
  errorMessage: 'The error in words, for people',
  apiSubErrors: 'What was wrong with each field, when something was wrong with fields',
  rejectedValue: 'What was sent, when it was short',
  requestId: 'Leads to the trace of the request: quote it to support',
  timestamp: '`yyyy-MM-dd HH:mm:ss` in UTC',

  // Who acts for whom
  companyId: 'The company that the customer belongs to; the own company of the token where it is left out',
  parentCompanyId: 'The company to act for; the own company of the token where it is left out',
  sellerId: 'The company that the invoice belongs to; the own company of the token where it is left out',

  // Customers
  customerId: '`KC` and 14 letters or digits',
  accountNumber: 'The number of an account with a bank; customers may share one',
  assignedAgent: 'Who looks after the customer',
  branchCodes: 'The branches that the customer belongs to',
  customerCompanyId: 'What the client calls the customer’s company',
  customerKeyContacts: 'Whom to ask at the customer',
  customerReminders: 'When the customer is to be reminded of what is due; the service sends no reminders',
  customerStatus: '`INACTIVE` customers take no new invoices',
  externalSource: 'Whether the customer comes from another system',
  ifsc: 'Indian Financial System Code of the bank’s branch',
  panOrGstin: 'Permanent Account Number or Goods and Services Tax Identification Number',
  pinCode: 'Postal code',
  uniqueRefNo: 'The client’s own reference; customers may share one',
  'CustomerChanges.customerId': 'That of the path, where it is sent',
  'CustomerChanges.customerKeyContacts': 'Merged with those that are there by `keyContactPersonId`',
  'CustomerChanges.customerReminders':
    'Merged with those that are there by `customerReminderId`; null takes all of them out',
  'KeyContact.deleted': 'Whether the contact is no longer to be asked',
  keyContactPersonId: 'Drawn at random where it is left out',
  via: 'Where it comes from, in the client’s words',
  customerReminderId: 'Names a reminder within its customer; drawn at random where it is left out',
  dueDateDifference: 'Days from the due date: negative before it, positive after it, 0 on it',
  reminderInterval: 'Days between two reminders of a `RECURRING` one',
  reminderTime: '`HH:mm`',
  reminderType: 'How often it is repeated',
  stage: 'The vendor does not say what it means: kept as it is sent',

  // Invoices, amounts in rupees
  invoiceId: 'As createInvoice answered',
  approvalStatus: 'How far the approval of the invoice has come',
  baseAmount: 'Rupees before taxes',
  cgst: 'Central goods and services tax, in rupees',
  sgst: 'State goods and services tax, in rupees',
  igst: 'Integrated goods and services tax, in rupees',
  tds: 'Tax deducted at source, in rupees',
  netAmount: 'Base and taxes less tax deducted at source, where it is not sent',
  balanceAmount: 'What is still due; all of the net amount where it is not sent',
  totalReceived: 'What was paid so far, in rupees',
  chargeCustomer: 'Whether the customer bears the charge of the payment',
  dispatchNow:
    'With `true` the invoice is released for collection at once; nothing here sends it. Where it may not be dispatched, ' +
    'the answer is 422 and nothing is stored',
  externalId: 'The client’s own id of the invoice',
  gstExclusive: 'Whether the base amount is without taxes',
  partialPaymentAllowed: 'Whether the customer may pay in parts',
  payableReferenceId: 'The client’s reference to the payable behind it',
  poNumber: 'Number of the purchase order',
  receivableStatus:
    'How far the payment has come: in the client’s words, or `PAID`, `PARTIALLY_PAID` or `UNPAID` by the amounts',
  'InvoiceChanges.customerId': 'Another customer takes the invoice over',
  'InvoiceChanges.netAmount': 'Null: calculated anew, as where a part of it changes',
  'InvoiceChanges.balanceAmount':
    'Null: calculated anew, as where the net amount or what was received changes',
  'InvoiceChanges.totalReceived': 'Null: nothing was received',
  customerLegalName: 'Of the customer as it is now',
  hasKeyContacts: 'Whether there is somebody to ask at the customer',
  dispatched: 'Whether it was released for collection; nothing here sends invoices',
  dispatchedOn: 'When it was first released for collection',
  'approvalStatus.label': 'The name for people',
  'receivableStatus.label': 'The name for people',

  // Many at once
  invoiceIds: 'Each is decided on its own; one that repeats counts once',
  'Dispatch.invoiceIds': 'Each is decided on its own, and named once',
  'Dispatch.partialPaymentAllowed': 'Whether the customers may pay in parts; as before where it is left out',
  successRequests: 'What was done',
  failureRequests: 'What was not done, each with its reason',
  'PaymentConfirmation.invoiceIds': 'Different ones; all are settled, or none',
  'InvoiceStatusChange.invoiceIds': 'Different ones; all change, or none',
  paymentId: 'The payment that pays for all of the invoices; it settles each of them once',
  remarks: 'Why; kept with what was done',
  'PaymentConfirmation.response':
    '`ACCEPT` settles the invoices; `REJECT`, of payments `OFFPLATFORM` alone, changes no amount',
  'PaymentConfirmation.type': 'Where the payment was made',
  'InvoiceStatusChange.status':
    '`PAID`: all was received; `UNPAID`: nothing was; `CANCELLED`: nothing is due, where nothing was received',

  // Pages
  limit: 'Rows on a page; 50 where it is left out',
  offset: 'Rows in front of the page',
  orderBy: 'What the rows are ordered by, and equals by id; what is not there is the least',
  direction: 'Upwards or downwards',
  data: 'The rows of the page',
  total_count: 'All rows together',
  has_more: 'Whether there are rows behind the page',

  // Searches
  createdOnFrom: 'The first second, or day, that is in',
  createdOnTo: 'The last second, or day, that is in',
  customerIds: 'Any of these, at most 500',
  'CustomerFilters.branchCodes': 'Any of these',
  'CustomerFilters.contactNumber':
    'The whole number of the customer, or of one of its key contacts that is not deleted',
  'CustomerFilters.email': 'The whole address of a key contact that is not deleted, whatever its case',
  'CustomerFilters.legalName': 'A part of it',
  'CustomerFilters.customerStatus': 'Both where it is left out',
  'InvoiceFilters.approvalStatuses': 'Any of these',
  'InvoiceFilters.collectionMode': 'Nothing here collects money: any mode finds no invoice',
  'InvoiceFilters.createdVia': 'The same as `via`',
  'InvoiceFilters.customerDeleted':
    'True finds the deleted invoices of deleted customers instead of those that are not deleted, and together with ' +
    '`customerStatus` none, as a deleted customer has no status',
  'InvoiceFilters.customerLegalName': 'A part of the name of the customer as it is now',
  'InvoiceFilters.customerStatus': 'Of the customer as it is now',
  'InvoiceFilters.externalIds': 'Any of these, at most 500',
  'InvoiceFilters.invoiceIds': 'Any of these, at most 500',
  'InvoiceFilters.invoiceNumber': 'A part of it',
  'InvoiceFilters.poNumber': 'A part of it',
  'InvoiceFilters.receivableStatuses': 'Any of these names',
  'InvoiceFilters.dueDateFrom': 'A due date is the first second of its day',
  file: 'CSV in UTF-8, with a header; at most 1 MB and 500 rows',
  row: 'The row of the file as a spreadsheet counts: the header is 1',
  total_amount: 'Rupees: the net amounts of the invoices that were created',

  // Tokens
  grant_type: '`password` or `refresh_token`',
  username: 'Needed by `password`',
  password: 'Needed by `password`',
  refresh_token: 'Needed by `refresh_token`; in an answer, good for a day',
  clientId: 'The company of the user, checked where it is sent',
  access_token: 'Goes into `Authorization: Bearer …`',
  expires_in: 'Seconds',
};
