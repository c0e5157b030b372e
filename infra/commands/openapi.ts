import { writeFileSync } from 'node:fs';
import { dialectNames, documentText, openApiDocument } from '../openapi/documents.ts';
import { runCommand } from '../startup-error.ts';

/** `npm run openapi`: writes functions/<dialect>/openapi.json. */
await runCommand(() => {
  for (const dialect of dialectNames) {
    const file = new URL(`../../functions/${dialect}/openapi.json`, import.meta.url);
    writeFileSync(file, documentText(openApiDocument(dialect)));
  }
});
