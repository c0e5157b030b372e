import { randomUUID } from 'node:crypto';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { storeContent } from '../../../shared/files/content.ts';
import type { FileStore } from '../../../shared/files/store.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { fileRef, type StoredFile } from './file.ts';
import { listingOf } from './file-listing.ts';

export interface Stores {
  readonly table: Table;
  readonly files: FileStore;
}

/**
 * Stores a file: its content first, then the record that tells of it.
 * @throws GaveUp `unknown` where the record may have landed, or land yet
 */
export async function storeFile(
  { table, files }: Stores,
  tenant: Tenant,
  fields: StoredFile,
  content: Uint8Array,
  stamp: Stamp,
): Promise<RecordItem<StoredFile>> {
  const ref = fileRef(tenant, randomUUID());
  await storeContent(files, ref, content);
  const { record } = await storeRecord(table, { ref, fields, listing: listingOf(fields, stamp.at) }, stamp);
  return record;
}
