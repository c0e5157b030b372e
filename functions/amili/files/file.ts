import { instant } from '../../../shared/fields/dates.ts';
import { dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordItem, RecordRef } from '../../../shared/receivables/records/record.ts';
import type { Answered } from './file-response.ts';

/** A file's fields as they are stored. Its content is in the store of files, under the ref of its record. */
export interface StoredFile {
  readonly fileName: string;
  /** In capitals. */
  readonly fileType: string;
  readonly contentType: string;
  /** Bytes of the content. */
  readonly size: number;
  /** As the client wrote it. */
  readonly documentNo?: string | undefined;
  /** Who uploaded it, in the client's own terms. */
  readonly userId?: string | undefined;
}

/** @param fileUuid in lower case */
export const fileRef = ({ vendor, tenant }: Tenant, fileUuid: string): RecordRef => ({
  ...{ vendor, tenant, kind: 'FILE' },
  id: fileUuid,
});

/** In a fixed order: DynamoDB does not keep that of a map. */
export function shown({ pk, fields, creation }: RecordItem<StoredFile>): Omit<Answered, 'content'> {
  const { fileName, fileType, contentType, size, documentNo, userId } = fields;
  return {
    fileUuid: dependentRefOf(pk).id,
    ...{ fileName, fileType, contentType, size },
    ...(documentNo !== undefined && { documentNo }),
    createdDateTime: instant(creation.at),
    ...(userId !== undefined && { userId }),
  };
}
