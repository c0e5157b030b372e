import * as z from 'zod/mini';
import { Failure } from '../../../shared/http/failure.ts';
import { multipart } from '../../../shared/http/multipart.ts';
import type { BodyReader } from '../../../shared/http/operation.ts';

/** Bytes of a file of rows. The vendor gives no limit: this is our choice, as all that is said of its files here. */
export const MOST_BYTES = 1024 * 1024;

/** Bytes of a form with such a file: some more, so that the file itself is refused in words. */
export const BYTES_OF_A_FORM = MOST_BYTES + 100 * 1024;

/** A form with a file of rows: https://docs.enkash.com/api-18880670 */
export const fileForm = () => z.object({ file: z.file() });

/** What a body or a file is refused with that cannot be read. */
export const unreadable = (message: string) => new Failure({ kind: 'malformedBody', message });

/** Reads a form that has nothing but one file. What media type the file says it has makes no difference. */
export const csvForm: BodyReader = {
  mediaType: multipart.mediaType,
  async read(sent) {
    const { file, ...others } = (await multipart.read(sent)) as Record<string, unknown>;
    const [other] = Object.keys(others);
    if (other !== undefined) throw unreadable('the form must have one part, the file: it has others');
    if (Array.isArray(file)) throw unreadable('the form must have one file: it has more');
    if (!(file instanceof File)) throw unreadable('the form must have a file in its part "file"');
    if (file.size === 0) throw unreadable('the file is empty');
    return { file };
  },
};
