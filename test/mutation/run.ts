import { runWithOptions } from '../../infra/commands/command-line.ts';
import { runTool } from '../../infra/commands/run-tool.ts';
import { removeEveryClause } from './condition-clauses.ts';

const usage = `usage: npm run mutation

Breaks the guard in every small way and names what no test notices: each clause of each condition, then, with Stryker,
each statement. It takes some eight minutes, and then most of an hour.`;

await runWithOptions({ name: 'npm run mutation', usage }, async () => {
  const code = await removeEveryClause();
  if (code === 0) await runTool('@stryker-mutator/core/bin/stryker.js', ['run']);
  else process.exitCode = code;
});
