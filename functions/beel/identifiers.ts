import * as z from 'zod/mini';

/** Resource ids are UUIDs; they identify in lower case, as this service writes them. */
export const uuid = () =>
  z.pipe(
    z
      .string()
      .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a UUID')),
    z.transform((id: string) => id.toLowerCase()),
  );
