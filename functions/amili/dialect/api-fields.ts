/** What ARM's fields mean, where their names do not say all: https://docs.amili.dev */
export const fields: Readonly<Record<string, string>> = {
  // Paths and every answer
  clientno: 'The client to act for: a number that the token names',
  customerno: 'The client’s own number of the customer; case does not matter',
  clientNo: 'The client that the customer belongs to',
  accountNo: 'ARM’s own number of the customer, unique in the client',
  customerNo: 'The client’s own number of the customer; case does not matter',
  userid: 'Who asks, in the client’s terms: taken and ignored',
  options:
    '`validateOnly` (case does not matter) deletes nothing and tells what DELETE would: our choice. Others are ignored',
  status: '`PROCESSED` or `FAILED`',
  result: 'What became of the request, for programs',
  message: 'What became of the request, in words',

  // Customers
  postalReturnStatus: 'Whether mail came back',
  organizationNoScheme: 'The register that the organization’s number is of',
  ssn: 'Social security number',
  priceNetOrGross: 'Whether prices are without or with VAT',
  stopReminderUntil: 'No reminders before this day',
  stopDebtCollectionUntil: 'No debt collection before this day',
  stopInterestCalcUntil: 'No interest before this day',
  dueDays: 'Days from a document’s date to its due date',
  discountRate: 'Percent',
  limitAmount: 'The most that the customer may owe',
  activeStatusWeb: 'The vendor does not say what it means: kept as it is sent',
  efakturaBlockIds: 'eFaktura ids that nothing is sent to',
  peppolBlockIds: 'Peppol ids that nothing is sent to',
  digipostBlockIds: 'Digipost ids that nothing is sent to',
  postalAddress: 'Replaced whole by every write that has one',
  'distribution.type': 'How documents reach the customer',
  einvoiceCode: 'Which kind of e-invoice, by the vendor’s codes',
  metadata: 'Who writes, in the client’s own terms; not shown',

  // Documents
  documentType: 'The vendor’s code of the kind of document',
  documentNo: 'The client’s own number of the document, unique in the client; case does not matter',
  subCustomerNo: 'A second customer that the document refers to; blank for none',
  kid: 'The reference that payments carry (Norway)',
  exclVat: 'Without VAT',
  inclVat: 'With VAT',
  currencyAmounts: 'Amounts in the document’s currency',
  marketingMessageCode: 'Which marketing message goes along',
  ledgerNote: 'For the ledger, not for the customer',
  addressScheme: 'The scheme that the e-invoice address is of',
  operator: 'Who carries the e-invoice',
  arItemId: 'Id of the AR item that the document makes',

  // Tokens
  grant_type: '`client_credentials`',
  access_token: 'Goes into `Authorization: Bearer …`',
  not_before: 'Epoch seconds',
  expires_in: 'Seconds',
  expires_on: 'Epoch seconds',
  resource: 'The same for every token of a client',
};
