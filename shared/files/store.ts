import { requiredVariable } from '../environment.ts';
import type { Tenant } from '../receivables/keys.ts';

/** Where the contents of files are kept: an S3 bucket. What else is known of a file is a record in DynamoDB. */
export interface FileStore {
  /** Of the bucket, without a slash at its end. */
  readonly url: string;
  /** Until when requests to it are repeated, as of a Table. */
  readonly deadline?: number;
}

/** The stage's store, until the deadline of a request. */
export const files = ({ deadline }: Pick<FileStore, 'deadline'> = {}): FileStore => ({
  url: requiredVariable('FILES_URL'),
  ...(deadline !== undefined && { deadline }),
});

/**
 * Names the content of a file. No name that a client gave is ever a part of it: the id is a UUID that was drawn for it.
 */
export interface ContentRef extends Tenant {
  readonly id: string;
}

/** `<vendor>/<tenant>/<id>` */
export const contentKey = ({ vendor, tenant, id }: ContentRef): string => `${vendor}/${tenant}/${id}`;
