import { writeFileSync } from 'node:fs';
import { dialectNames, documentText, openApiDocument } from '../openapi/documents.ts';

/** `npm run openapi`: writes functions/<dialect>/openapi.json. */
for (const dialect of dialectNames) {
  const file = new URL(`../../functions/${dialect}/openapi.json`, import.meta.url);
  writeFileSync(file, documentText(openApiDocument(dialect)));
}
