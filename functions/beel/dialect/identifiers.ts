import * as z from 'zod/mini';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** Resource ids are UUIDs; they identify in lower case, as this service writes them. */
export const uuid = () =>
  z.pipe(
    z.guid('must be a UUID'),
    z.transform((id: string) => id.toLowerCase()),
  );

/** The id of a customer or invoice, at the end of the key that it is stored by. */
export const idInKey = (key: string): string => key.slice(key.lastIndexOf('#') + 1);

/** Ids in one request. The vendor names no limit; ours keeps a request within a function's time-out. */
const MOST_IDS = 500;

/** `ids` of a bulk operation: UUIDs, separated by commas. One that is malformed spoils the whole request. */
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
