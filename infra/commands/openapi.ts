import { mkdirSync, writeFileSync } from 'node:fs';
import { dialectNames, documentText, openApiDocument } from '../openapi/documents.ts';
import { eventSchemas } from '../openapi/event-schemas.ts';
import { runWithOptions } from './command-line.ts';

const usage = `usage: npm run openapi

Writes functions/<dialect>/openapi.json, the OpenAPI documents, and functions/operator/schemas/<type>.json, the JSON Schemas of events:
made of the code.`;

await runWithOptions({ name: 'npm run openapi', usage }, async () => {
  for (const dialect of dialectNames) {
    const file = new URL(`../../functions/${dialect}/openapi.json`, import.meta.url);
    writeFileSync(file, documentText(openApiDocument(dialect)));
  }
  const directory = new URL('../../functions/operator/schemas/', import.meta.url);
  mkdirSync(directory, { recursive: true });
  for (const [type, schema] of Object.entries(eventSchemas()))
    writeFileSync(new URL(`${type}.json`, directory), documentText(schema));
});
