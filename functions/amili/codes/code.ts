import type { Answered } from './code-response.ts';

/** What is known of a code whose meaning the vendor does not tell. */
const SEEN = "seen in the vendor's examples";

const INVOICE = 'Invoice';
const CREDIT_NOTE = 'Credit note';
const INTEREST_NOTE = 'Interest note';

/**
 * The codes that this service knows, by type. The vendor has lists of its own, which are not public: those of its
 * examples (https://docs.amili.dev/get-a-list-of-customers-3942679e0) are here, and what is our choice beside them.
 * Others are taken in bodies all the same.
 */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  documentType: { IN: INVOICE, CN: CREDIT_NOTE, IT: INTEREST_NOTE },
  lineType: { PLH: 'Line with an amount', TXT: 'Line of text' },
  customerCategory: { CONS: 'Consumer', BUSI: 'Business' },
  distributionType: { H: SEEN, M: SEEN },
  einvoiceCode: { 0: SEEN, 90: SEEN },
  registrationStatusCode: { FICTITIOUS: SEEN },
  activeStatusWeb: { Active: 'Active', Passive: SEEN },
  priceNetOrGross: { B: SEEN, N: 'Net' },
  postalReturnStatus: { 100: SEEN },
  organizationNoScheme: { '0192': 'Norwegian organization number' },
  arItemType: {
    ...{ IN: INVOICE, CN: CREDIT_NOTE, IT: INTEREST_NOTE },
    ...{ PM: 'Payment', RF: 'Refund', WO: 'Write-off' },
  },
  arItemStatus: { OPEN: 'Something is left of it', SETTLED: 'Nothing is left of it' },
  autoPostingMethod: {
    payment: 'The customer has paid',
    refund: 'The customer was paid back',
    writeoff: 'What is left is given up',
    interest: 'The customer owes interest',
  },
  actionType: {
    'CLOSE-GL-PERIOD': 'Nothing is posted to the month any more',
    'REOPEN-GL-PERIOD': 'The last closed month is open again',
  },
  reportType: {
    CUSTOMERS: 'Customers',
    'AR-ITEMS': 'AR items',
    'GL-ITEMS': 'GL items',
    'GL-MOVEMENTS': 'Movements and balances of GL accounts',
    ADB: 'Age distributed balance',
  },
  fileType: { ATTACHMENT: 'Sent with a document', REPORT: 'Made by a report' },
};

/** All of them, type by type. */
export const codes: readonly Answered[] = Object.entries(CODES).flatMap(([codeType, texts]) =>
  Object.entries(texts).map(([code, text]) => ({ codeType, code, text })),
);
