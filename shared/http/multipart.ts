import multipartBodyParser from '@middy/http-multipart-body-parser';
import { Failure } from './failure.ts';
import type { BodyReader, SentBody } from './operation.ts';

/** More than any form here has. Whatever comes twice becomes a list, which no schema takes. */
const LIMITS = { fields: 20, files: 2, parts: 20, fieldSize: 1_000, headerPairs: 20 };

/** Its own look at the media type refuses boundaries that are quoted, or have another character than letters, digits, hyphens. */
const parser = multipartBodyParser({
  disableContentTypeCheck: true,
  busboy: { limits: LIMITS },
}) as { before(request: { event: SentBody & { body: unknown } }): Promise<void> };

/** How busboy gives a file. */
interface Attachment {
  readonly filename?: string;
  readonly mimetype?: string;
  readonly content: Buffer<ArrayBuffer>;
}

const isAttachment = (part: unknown): part is Attachment =>
  typeof part === 'object' && part !== null && 'content' in part;

/** A form with files, each of which becomes a File. API Gateway hands it over in base64. */
export const multipart: BodyReader = {
  mediaType: 'multipart/form-data',
  async read(sent) {
    if (!/^multipart\/form-data *;/i.test(sent.headers['content-type'] ?? ''))
      throw new Failure({ kind: 'unsupportedMediaType', expected: 'multipart/form-data' });
    const event = { ...sent };
    await parser.before({ event });
    const parts = Object.entries(event.body ?? {}).map(([name, part]: [string, unknown]) => [
      name,
      isAttachment(part)
        ? new File([part.content], part.filename ?? '', { type: part.mimetype ?? '' })
        : part,
    ]);
    return Object.fromEntries(parts);
  },
};
