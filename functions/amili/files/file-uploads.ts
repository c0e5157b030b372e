import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import { eachRow } from '../../../shared/receivables/each-row.ts';
import { dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import type { RowFailure } from '../../../shared/receivables/row-failure.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { documentRef } from '../documents/document-ids.ts';
import { readBooks } from '../ledger/books.ts';
import type { StoredFile } from './file.ts';
import { checkFile, type Refusal, type RequestedFile } from './file-rules.ts';
import { type Stores, storeFile } from './file-storage.ts';
import { MOST_FILES, type Requested } from './files-request.ts';

export type FileOutcome =
  | { readonly outcome: 'stored'; readonly file: RecordItem<StoredFile> }
  | ({ readonly outcome: 'refused' } & Refusal)
  | RowFailure;

/** What files are of that say nothing. */
const ANY_BYTES = 'application/octet-stream';

/** Stores each file that breaks no rule. @returns an outcome for each, in order */
export async function uploadEach(
  stores: Stores,
  tenant: Tenant,
  { files, metadata }: Requested,
  stamp: Stamp,
): Promise<FileOutcome[]> {
  const [{ fileTypes }, documents] = await Promise.all([
    readBooks(stores.table, tenant),
    documentsOf(stores.table, tenant, files),
  ]);
  return eachRow(stores.table, files, MOST_FILES, async (file): Promise<FileOutcome> => {
    const checked = checkFile(file, fileTypes);
    if ('result' in checked) return { outcome: 'refused', ...checked };
    const { documentNo } = file;
    if (documentNo && !documents.has(dependentKey(documentRef(tenant, documentNo)))) {
      const message = `documentNo: there is no document ${documentNo}`;
      return { outcome: 'refused', result: 'DOCUMENT_NOT_FOUND', message };
    }
    const fields = {
      fileName: file.fileName,
      fileType: file.fileType.toUpperCase(),
      contentType: file.contentType || ANY_BYTES,
      size: checked.bytes.length,
      ...(documentNo && { documentNo }),
      ...(metadata?.userId && { userId: metadata.userId }),
    };
    return { outcome: 'stored', file: await storeFile(stores, tenant, fields, checked.bytes, stamp) };
  });
}

/** The documents that files name, by their keys. Nothing removes a document. */
function documentsOf(table: Table, tenant: Tenant, files: readonly RequestedFile[]) {
  // Of a longer number there is none, and no key.
  const numbers = files.flatMap(({ documentNo }) =>
    documentNo && documentNo.length <= 64 ? [documentNo] : [],
  );
  const refs = new Map(
    numbers.map((number) => {
      const ref = documentRef(tenant, number);
      return [dependentKey(ref), ref];
    }),
  );
  return readDependents(table, [...refs.values()]);
}
