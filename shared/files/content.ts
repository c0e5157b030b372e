import { newEffort, repeatAttempts } from '../dynamodb/send.ts';
import { requestContent } from './request-content.ts';
import type { ContentRef, FileStore } from './store.ts';

/**
 * Stores the content of a file, before the record that tells of it: whoever ends in between leaves an object that nobody
 * knows, at worst, and never a record without its content. The same once more, or late, is the same bytes in the same
 * place.
 * @throws GaveUp `unread` or `throttled` when the time is over: nobody has been told of it yet, so nothing was changed
 */
export async function storeContent(store: FileStore, ref: ContentRef, content: Uint8Array): Promise<void> {
  const put = { method: 'PUT', ref, content } as const;
  await repeatAttempts((timeout) => requestContent(store, put, timeout), newEffort(store), 'unread');
}

/**
 * The content of a file that a record tells of.
 * @throws GaveUp when the time is over
 * @throws Error where there is none: it was taken out of the bucket by hand
 */
export const readContent = (store: FileStore, ref: ContentRef): Promise<Uint8Array> =>
  repeatAttempts(
    (timeout) => requestContent(store, { method: 'GET', ref }, timeout),
    newEffort(store),
    'unread',
  );
