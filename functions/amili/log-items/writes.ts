import type { FilterPattern } from '../../../shared/streams/stream-trigger.ts';

/** A write as the log tells it once it was carried out. */
interface Write {
  readonly route: string;
  /**
   * Kinds of items of which one stands for the write, among all that it stores: a document's AR item and its customer's
   * count make no log items of their own. Of a batch these are the batch itself, and the outcome of each row.
   */
  readonly kinds: readonly Kind[];
}

/** As the `sk` of an item begins: that of an OUTCOME has a number behind it. */
export type Kind = 'CUSTOMER' | 'DOCUMENT' | 'AR_ITEM' | 'FILE' | 'BATCH' | 'OUTCOME';

/** Every operation that writes. A write is known by the name that it has left in the stamp of what it stored. */
export const WRITES: Readonly<Record<string, Write>> = {
  'amili/customers/create-customer': { route: 'POST /clients/{clientno}/customers', kinds: ['CUSTOMER'] },
  'amili/customers/update-customer': { route: 'PUT /clients/{clientno}/customers', kinds: ['CUSTOMER'] },
  'amili/customers/delete-customer': {
    route: 'DELETE /clients/{clientno}/customers/{customerno}',
    kinds: ['CUSTOMER'],
  },
  'amili/documents/create-document': { route: 'POST /clients/{clientno}/documents', kinds: ['DOCUMENT'] },
  'amili/files/upload-files': { route: 'POST /clients/{clientno}/files', kinds: ['FILE'] },
  'amili/actions/create-report': { route: 'POST /clients/{clientno}/actions/reports', kinds: ['FILE'] },
  'amili/ar-items/update-ar-item': { route: 'PUT /clients/{clientno}/aritems', kinds: ['AR_ITEM'] },
};

const OURS = [{ prefix: 'amili#' }];

/** The changes of the table that may be such writes. Customers are told of again when they change, AR items only then. */
export const FILTERS: readonly FilterPattern[] = [
  { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: OURS }, sk: { S: ['CUSTOMER'] } } } },
  { eventName: ['MODIFY'], dynamodb: { Keys: { pk: { S: OURS }, sk: { S: ['AR_ITEM'] } } } },
  {
    eventName: ['INSERT'],
    dynamodb: { Keys: { pk: { S: OURS }, sk: { S: ['DOCUMENT', 'FILE', 'BATCH', { prefix: 'OUTCOME#' }] } } },
  },
];
