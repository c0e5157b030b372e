import { emptyStack } from '../local/empty.ts';
import { dataDirectory, localStage } from '../local/stack.ts';
import { runCommand, StartupError } from '../startup-error.ts';

/**
 * `npm run reset`: the next `npm start` is as the first one was. It knows the local stack alone, and refuses while that
 * runs.
 */
await runCommand(async () => {
  const [argument] = process.argv.slice(2);
  if (argument !== undefined)
    throw new StartupError(`reset takes no ${argument}: DATA_DIR says which data it empties`);
  const [dataDir, endpoint] = [dataDirectory(), process.env.DYNAMODB_ENDPOINT];
  const outside = endpoint ? { endpoint, stage: localStage() } : undefined;
  await emptyStack(dataDir, outside);
  process.stdout.write(
    `emptied ${dataDir}${outside ? ` and ${outside.stage}'s tables at ${endpoint}` : ''}\n`,
  );
});
