import { receivables } from '../../../shared/dynamodb/tables.ts';
import { Progress } from '../../progress.ts';
import { runWithOptions } from '../command-line.ts';
import { onTable, tableOptions } from '../on-table.ts';
import { relist } from './relist.ts';

const USAGE = `usage: npm run --silent relist -- [--stage dev|staging|prod | --table <name>]

Puts items into lists that an older version stored without what lists know of them, writes down which tenants have had
customers, which operators list, and posts documents that were stored before the ledger was: once, after a release that brings a list. On the local stack, unless a stage or a table is named. It may run while requests do, and as often as you like.
Prints a line of JSON for each item that cannot be listed. Exit code 1 when there is one.`;

await runWithOptions({ name: 'npm run relist', usage: USAGE, options: tableOptions }, (where) =>
  onTable(where, async () => {
    const progress = new Progress('relist', 'items');
    let failed = 0;
    try {
      const listed = await relist(receivables(), {
        report(failure) {
          failed++;
          progress.print(JSON.stringify(failure));
        },
        progress: (read, total) => progress.update(read, total),
      });
      progress.end();
      process.stderr.write(`relist: ${listed} listed, ${failed} failed\n`);
      if (failed > 0) process.exitCode = 1;
    } finally {
      progress.end();
    }
  }),
);
