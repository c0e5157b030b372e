import { readFileSync, writeFileSync } from 'node:fs';
import { runWithOptions } from '../command-line.ts';
import { withOperationsTable } from './operations-table.ts';

const usage = `usage: npm run readme

Writes the table of operations into functions/README.md.`;

await runWithOptions({ name: 'npm run readme', usage }, async () => {
  const readme = new URL('../../../functions/README.md', import.meta.url);
  writeFileSync(readme, withOperationsTable(readFileSync(readme, 'utf8')));
});
