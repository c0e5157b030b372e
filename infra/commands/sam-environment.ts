import { join } from 'node:path';
import { readOrMakeSigningKey } from '../local/signing-key.ts';
import { dataDirectory, localEnvironment, localStage } from '../local/stack.ts';
import { runningStack } from '../local/stack-record.ts';
import { StartupError } from '../startup-error.ts';
import { runWithOptions } from './command-line.ts';

const usage = `usage: npm run --silent sam-environment

Prints the environment that lets sam local invoke --env-vars run the functions of the dev templates on the local stack
that runs.`;

await runWithOptions({ name: 'npm run sam-environment', usage }, async () => {
  const directory = dataDirectory();
  const stack = await runningStack(directory);
  if (!stack) throw new StartupError('no local stack is running: start one with npm start');
  const stage = localStage();
  const { publicKey } = readOrMakeSigningKey(join(directory, 'signing-key.pem'));
  const Parameters = {
    ...localEnvironment({ stage, publicKey, s3: stack.s3 }),
    // The templates name the bus of dev: what is written here is not told there.
    EVENT_BUS: '',
    LOG_LEVEL: 'info',
    AWS_ENDPOINT_URL_DYNAMODB: stack.dynamodb,
    AWS_ENDPOINT_URL_KMS: stack.kms,
  };
  process.stdout.write(`${JSON.stringify({ Parameters }, undefined, 2)}\n`);
});
