import { mkdirSync, writeFileSync } from 'node:fs';
import { startStack } from '../local/stack.ts';
import { answersFile } from '../openapi/answer-example.ts';
import { dialectNames, documentText, openApiDocument } from '../openapi/documents.ts';
import { eventSchemas } from '../openapi/event-schemas.ts';
import { recordAnswers } from '../openapi/record-answers.ts';
import { runWithOptions } from './command-line.ts';

const usage = `usage: npm run openapi [-- --answers]

Writes functions/<dialect>/openapi.json, the OpenAPI documents, and functions/operator/schemas/<type>.json, the JSON Schemas of events:
made of the code. Examples are the event fixtures, and what these were answered: functions/<dialect>/example-answers.json.
--answers records these anew, on a DynamoDB of its own: for operations that are new, or answer in another shape.`;

const options = { answers: { type: 'boolean' } } as const;

await runWithOptions({ name: 'npm run openapi', usage, options }, async ({ answers }) => {
  if (answers) await writeAnswers();
  for (const dialect of dialectNames) {
    const file = new URL(`../../functions/${dialect}/openapi.json`, import.meta.url);
    writeFileSync(file, documentText(openApiDocument(dialect)));
  }
  const directory = new URL('../../functions/operator/schemas/', import.meta.url);
  mkdirSync(directory, { recursive: true });
  for (const [type, schema] of Object.entries(eventSchemas()))
    writeFileSync(new URL(`${type}.json`, directory), documentText(schema));
});

/** All of them are others then: their ids and times are of now. */
async function writeAnswers(): Promise<void> {
  process.env.LOG_LEVEL ??= 'error';
  const stack = await startStack({});
  try {
    for (const dialect of dialectNames)
      writeFileSync(answersFile(dialect), documentText(await recordAnswers(dialect)));
  } finally {
    await stack.close();
  }
}
