import { randomInt } from 'node:crypto';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import {
  type AttachOutcome,
  attachLinks,
  type NewHolder,
} from '../../../shared/receivables/dependents/attach.ts';
import type { Stamp, Tenant } from '../../../shared/receivables/items.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { WrittenDocument } from './document-request.ts';

/** Draws of an AR item id: with a million items in a client, one draw in 280 million meets one of them. */
const DRAWS = 4;

/**
 * Stores a document and the AR item that it makes, all or nothing: both count on its customer, and a third link counts
 * on its sub-customer. Whether a sub-customer is attached at all is unknown; that it is, is the safe choice.
 */
export async function attachDocument(
  tenant: Tenant,
  document: WrittenDocument,
  stamp: Stamp,
): Promise<{ readonly arItemId: number; readonly result: AttachOutcome }> {
  for (let draw = 1; draw <= DRAWS; draw++) {
    // An integer is our choice: the vendor says uuid where it means one (batchuuid), and id here.
    const arItemId = randomInt(1, 2 ** 48 - 1);
    const result = await attachLinks(receivables(), holdersOf(tenant, document, arItemId), stamp);
    const isTaken = result.outcome === 'holderExists' && result.holder.sk === 'AR_ITEM';
    if (!isTaken) return { arItemId, result };
  }
  throw new Error(`${DRAWS} AR item ids in a row were taken`);
}

function holdersOf(tenant: Tenant, document: WrittenDocument, arItemId: number): NewHolder[] {
  const { documentNo, customerNo, subCustomerNo } = document;
  const holder = (kind: string, id: string, fields: NewHolder['fields'], attachedTo: string): NewHolder => ({
    ref: { ...tenant, kind, id },
    fields,
    customer: { ...tenant, id: caseless(attachedTo) },
  });
  const id = caseless(documentNo);
  return [
    holder('DOCUMENT', id, { ...document, arItemId }, customerNo),
    holder('AR_ITEM', String(arItemId), { arItemId, documentNo, customerNo }, customerNo),
    ...(subCustomerNo ? [holder('SUB_CUSTOMER', id, { documentNo, subCustomerNo }, subCustomerNo)] : []),
  ];
}
