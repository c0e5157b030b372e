import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand } from '../../startup-error.ts';
import { withOperationsTable } from './operations-table.ts';

/** `npm run readme`: writes the table of operations into README.md. */
await runCommand(() => {
  const readme = new URL('../../../README.md', import.meta.url);
  writeFileSync(readme, withOperationsTable(readFileSync(readme, 'utf8')));
});
