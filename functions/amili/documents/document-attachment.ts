import { randomInt } from 'node:crypto';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { type AttachOutcome, attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { stored } from './document.ts';
import type { Requested } from './document-request.ts';

/** How often to draw an AR item's id. In a client with a million items, one draw in 280 million is taken. */
const DRAWS = 4;

/** Stores a document and its AR item, all or nothing. */
export async function attachDocument(
  table: Table,
  tenant: Tenant,
  requested: Requested,
  stamp: Stamp,
): Promise<{ readonly arItemId: number; readonly result: AttachOutcome }> {
  for (let draw = 1; draw <= DRAWS; draw++) {
    // An integer is our choice. The vendor calls it an id, and says uuid where it means one (batchuuid).
    const arItemId = randomInt(1, 2 ** 48 - 1);
    const result = await attachDependents(table, stored(tenant, requested, arItemId), stamp);
    const isTaken = result.outcome === 'dependentExists' && result.dependent.sk === 'AR_ITEM';
    if (!isTaken) return { arItemId, result };
  }
  throw new Error(`${DRAWS} AR item ids in a row were taken`);
}
