import { writeFileSync } from 'node:fs';
import { dialectNames, documentText, openApiDocument } from '../openapi/documents.ts';
import { runWithOptions } from './command-line.ts';

const usage = `usage: npm run openapi

Writes functions/<dialect>/openapi.json: the OpenAPI documents, made of the code.`;

await runWithOptions({ name: 'npm run openapi', usage }, async () => {
  for (const dialect of dialectNames) {
    const file = new URL(`../../functions/${dialect}/openapi.json`, import.meta.url);
    writeFileSync(file, documentText(openApiDocument(dialect)));
  }
});
