import { dataDirectory, withStack } from '../../local/stack.ts';
import { runningStack } from '../../local/stack-record.ts';
import { STAGE_NAME, stageNames } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { onStage } from '../credentials/on-stage.ts';
import { stackOutput } from '../stack-output.ts';
import { Api } from './api.ts';

import { checks, runChecks } from './checks.ts';
import { withTenants } from './tenants.ts';

const USAGE = `usage: npm run --silent smoke -- [--stage ${stageNames.join('|')}] [--url <address>]

Checks the service from outside, over HTTP, in less than a minute: each dialect's story, refusals, paths that no route
takes, and of a stage also its throttles and the log lines of the requests. On the local stack that runs, unless a stage
is named. One line a check; exit code 1 when one fails.

Its tenants are made for it, and their credentials revoked at the end: nobody else's data is touched. On a stage it
needs your AWS credentials, which must be allowed to write to the credentials table, sign with its key, describe the
stack offboard-<stage>-api (not with --url) and read the logs.

It is tested on the local stack, and on stand-ins for what AWS answers; in an AWS account it has not been run.`;

/** Milliseconds after which no request is waited for any longer. */
const PATIENCE = 55_000;

// Its lines are the output; the functions' own log would stand between them.
process.env.LOG_LEVEL ??= 'error';
const text = { type: 'string' } as const;
const options = { stage: text, url: text } as const;

await runWithOptions({ name: 'npm run smoke', usage: USAGE, options }, async ({ stage, url }) => {
  if (stage === undefined) {
    const running = await runningStack(dataDirectory());
    if (!running?.url) throw new StartupError('no local stack is running: start one with npm start');
    return withStack(() => smoke('local', url ?? (running.url as string)));
  }
  if (!STAGE_NAME.test(stage))
    throw new StartupError(`there is no stage ${stage}: use ${stageNames.join(', ')}`);
  return onStage(stage, async () => smoke(stage, url ?? (await stackOutput(stage, 'api', 'ApiUrl'))));
});

async function smoke(stage: string, url: string): Promise<void> {
  if (!URL.canParse(url)) throw new StartupError(`--url ${url} is no address`);
  const begun = Date.now();
  say(`${url}, stage ${stage}`);
  const api = new Api(url, AbortSignal.timeout(PATIENCE));
  const { failed, notChecked } = await withTenants((tenants) =>
    runChecks({ api, stage, tenants, logged: [] }, say),
  );
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  say(`${failed} of ${checks.length} checks failed, ${notChecked} do not apply, ${seconds} s`);
  if (failed > 0) process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
