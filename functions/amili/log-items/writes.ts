import type { FilterPattern } from '../../../shared/streams/stream-trigger.ts';

/** A write as the log tells it once it was carried out. */
interface Write {
  readonly route: string;
  /**
   * Kinds of items of which one stands for the write, among all that it stores: a document's AR item and its customer's
   * count make no log items of their own. Where several may, as of files, all say the same. Of a batch these are the batch
   * itself, and the outcome of each row.
   */
  readonly kinds: readonly Kind[];
}

/** As the `sk` of an item begins: that of an OUTCOME has a number behind it. */
export type Kind =
  | 'AR_ITEM'
  | 'BATCH'
  | 'CUSTOMER'
  | 'DOCUMENT'
  | 'FILE'
  | 'GL_ITEM'
  | 'GL_PERIOD'
  | 'OUTCOME'
  | 'PAYMENT_RESERVATION';

const write = (route: string, ...kinds: Kind[]): Write => ({
  route: route.replace(' ', ' /clients/{clientno}'),
  kinds,
});

/** Every operation that writes. A write is known by the name that it has left in the stamp of what it stored. */
export const WRITES: Readonly<Record<string, Write>> = {
  'amili/customers/create-customer': write('POST /customers', 'CUSTOMER'),
  'amili/customers/update-customer': write('PUT /customers', 'CUSTOMER'),
  'amili/customers/delete-customer': write('DELETE /customers/{customerno}', 'CUSTOMER'),
  'amili/customers/create-customers': write('POST /customers/batches', 'BATCH', 'OUTCOME'),
  'amili/customers/update-customers': write('PUT /customers/batches', 'BATCH', 'OUTCOME'),
  'amili/documents/create-document': write('POST /documents', 'DOCUMENT'),
  'amili/documents/create-documents': write('POST /documents/batches', 'BATCH', 'OUTCOME'),
  'amili/ar-items/update-ar-item': write('PUT /aritems', 'AR_ITEM'),
  'amili/actions/create-action': write('POST /actions', 'GL_PERIOD'),
  'amili/actions/create-report': write('POST /actions/reports', 'FILE'),
  'amili/auto-postings/create-auto-postings': write('POST /autopostings/{autopostingmethod}', 'GL_ITEM'),
  'amili/files/upload-files': write('POST /files', 'FILE'),
  'amili/payment-reservations/create-payment-reservation': write(
    'POST /paymentreservations',
    'AR_ITEM',
    'PAYMENT_RESERVATION',
  ),
};

/** Events of the ledger that auto postings make. */
const AUTO_POSTINGS = ['payment', 'refund', 'writeoff', 'interest'];

const OURS = [{ prefix: 'amili#' }];

/**
 * The changes of the table that may be such writes, beside those of customers and of what refers to them, which the history
 * is told of anyway. Of a voucher the first line will do.
 */
export const FILTERS: readonly FilterPattern[] = [
  {
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { Keys: { pk: { S: OURS }, sk: { S: ['GL_PERIOD'] } } },
  },
  {
    eventName: ['INSERT'],
    dynamodb: {
      Keys: { pk: { S: OURS }, sk: { S: ['BATCH', 'FILE', 'PAYMENT_RESERVATION', { prefix: 'OUTCOME#' }] } },
    },
  },
  {
    eventName: ['INSERT'],
    dynamodb: {
      Keys: { pk: { S: OURS }, sk: { S: ['GL_ITEM'] } },
      NewImage: { fields: { M: { lineNo: { N: ['1'] }, event: { S: AUTO_POSTINGS } } } },
    },
  },
];
