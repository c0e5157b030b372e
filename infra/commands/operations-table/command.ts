import { readFileSync, writeFileSync } from 'node:fs';
import { withOperationsTable } from './operations-table.ts';

/** `npm run readme`: writes the table of operations into README.md. */
const readme = new URL('../../../README.md', import.meta.url);
writeFileSync(readme, withOperationsTable(readFileSync(readme, 'utf8')));
