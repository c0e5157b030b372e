import * as z from 'zod/mini';
import { isUuid } from '../../../shared/fields/identifiers.ts';

/** Ids in one request. The vendor gives no limit: ours keeps a request within a function's time-out. */
const MOST_IDS = 500;

/** `ids` of a bulk operation: UUIDs with commas between them. If one is malformed the whole request is refused. */
export const uuids = () =>
  z.pipe(
    z.string(),
    z.transform((text: string, { issues }) => {
      const ids = text.split(',').filter((id) => id !== '');
      const malformed = ids.find((id) => !isUuid(id));
      if (ids.length === 0) {
        issues.push({ code: 'custom', input: text, message: 'names no customer' });
      } else if (ids.length > MOST_IDS) {
        const message = `names ${ids.length} customers; at most ${MOST_IDS} are taken`;
        issues.push({ code: 'custom', input: text, message });
      } else if (malformed !== undefined) {
        const message = `'${malformed.slice(0, 100)}' is not a UUID`;
        issues.push({ code: 'invalid_format', format: 'guid', input: malformed, message });
      }
      return ids.map((id) => id.toLowerCase());
    }),
  );
