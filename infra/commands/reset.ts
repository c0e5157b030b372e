import { emptyStack } from '../local/empty.ts';
import { dataDirectory, localStage } from '../local/stack.ts';
import { runWithOptions } from './command-line.ts';

const usage = `usage: npm run reset

Empties the local stack, its snapshots too: the next npm start is as the first one was. DATA_DIR says which data.
Refuses while it runs.`;

await runWithOptions({ name: 'npm run reset', usage }, async () => {
  const [dataDir, endpoint] = [dataDirectory(), process.env.DYNAMODB_ENDPOINT];
  const outside = endpoint ? { endpoint, stage: localStage() } : undefined;
  await emptyStack(dataDir, outside);
  process.stdout.write(
    `emptied ${dataDir}${outside ? ` and ${outside.stage}'s tables at ${endpoint}` : ''}\n`,
  );
});
