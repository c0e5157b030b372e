import * as z from 'zod/mini';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** A UUID of any version, in lower case whatever case it is written in. */
export const uuid = () =>
  z.pipe(
    z.guid('must be a UUID'),
    z.transform((id: string) => id.toLowerCase()),
  );
