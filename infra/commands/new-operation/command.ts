import { fileURLToPath } from 'node:url';
import { dialects } from '../../../functions/operations.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { filesOf } from './files.ts';
import { type Plan, planOf } from './plan.ts';
import { writeAll } from './write.ts';

const USAGE = `usage: npm run new-operation -- <dialect>/<resource>/<verb>-<noun> '<METHOD> <path>'

Writes an operation that answers, its event, its test and its row in the table of operations, and makes the OpenAPI
document and the table of operations anew. For example

  npm run new-operation -- enkash/credit-notes/get-credit-note 'GET /api/v0/customer/{customerId}/credit-note'

Dialects: ${Object.keys(dialects).join(', ')}.
`;

const report = ({ dialect, files: { test } }: Plan, files: Iterable<string>): string => `wrote
${[...files].map((file) => `  ${file}`).join('\n')}

Now make it true: what it does, its access and grants, and in documentation() its summary, its source ('ours' until you
say that the vendor documents it or shows it elsewhere) and its answers. Where its resource or a parameter is new,
describe it in functions/${dialect}/dialect/api.ts.

  npx vitest run ${test} test/operations.test.ts test/openapi/documents.test.ts
`;

/** `npm run new-operation`: see its --help. */
const COMMAND = { name: 'npm run new-operation', usage: USAGE, allowPositionals: true };
await runWithOptions(COMMAND, async (_, [name, route, ...others]) => {
  if (!name || !route || others.length > 0)
    throw new StartupError(
      'name an operation and its route, or ask with --help: npm run new-operation -- --help',
    );
  // Every path here is one in the project.
  process.chdir(fileURLToPath(new URL('../../../', import.meta.url)));
  const plan = planOf(name, route);
  const files = await filesOf(plan);
  await writeAll(files);
  process.stdout.write(report(plan, files.keys()));
});
