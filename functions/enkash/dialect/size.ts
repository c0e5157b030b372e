import { refused } from './errors.ts';

/** Bytes of what is stored of one record as JSON: DynamoDB keeps up to one and a half times of it, at most 400 KB. */
const MOST_BYTES = 250 * 1024;

/**
 * Our choice: a request is never larger, but changes that add to each other may come to more.
 * @throws Failure 422
 */
export function requireRoom(fields: object, what: string): void {
  if (Buffer.byteLength(JSON.stringify(fields)) <= MOST_BYTES) return;
  const message = `${what} would be larger than the ${MOST_BYTES / 1024} KB that one may have`;
  throw refused(422, 'UNPROCESSABLE_REQUEST', message);
}
