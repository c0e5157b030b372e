import { join } from 'node:path';
import { wholeEnvironment } from '../functions/environment.ts';
import { readOrMakeSigningKey } from '../local/signing-key.ts';
import { dataDirectory, localStage } from '../local/stack.ts';
import { runningStack } from '../local/stack-record.ts';
import { runCommand, StartupError } from '../startup-error.ts';

/**
 * `npm run --silent sam-environment`: prints the environment that lets `sam local invoke --env-vars` run the functions
 * of the dev templates on the running local stack.
 */
await runCommand(async () => {
  const directory = dataDirectory();
  const stack = await runningStack(directory);
  if (!stack) throw new StartupError('no local stack is running: start one with npm start');
  const { publicKey } = readOrMakeSigningKey(join(directory, 'signing-key.pem'));
  const Parameters = {
    ...wholeEnvironment({ stage: localStage(), publicKey }),
    LOG_LEVEL: 'info',
    AWS_ENDPOINT_URL_DYNAMODB: stack.dynamodb,
    AWS_ENDPOINT_URL_KMS: stack.kms,
  };
  process.stdout.write(`${JSON.stringify({ Parameters }, undefined, 2)}\n`);
});
