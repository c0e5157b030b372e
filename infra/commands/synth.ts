import { stageNames } from '../names.ts';
import { runWithOptions } from './command-line.ts';
import { runTool } from './run-tool.ts';

const NAME = 'npm run synth';

const USAGE = `usage: ${NAME} [-- -c stage=${stageNames.join('|')}] [-o <directory>]

Writes the templates of a stage, dev unless another is named, to cdk.out/, without an account and without a network.
A finding of CloudFormation's rules or of cdk-nag's stops it.`;

const options = {
  context: { type: 'string', short: 'c', multiple: true },
  output: { type: 'string', short: 'o' },
} as const;

await runWithOptions(
  { name: NAME, usage: USAGE, options, lost: lostStage },
  async ({ context = [], output }) => {
    const contexts = context.flatMap((value) => ['--context', value]);
    const outputs = output === undefined ? [] : ['--output', output];
    await runTool('aws-cdk/bin/cdk', ['synth', '--quiet', ...contexts, ...outputs]);
  },
);

/** Without `--` before it, npm takes `-c stage=prod` for its own `--call`, and dev would be made. */
function lostStage(): string | undefined {
  const { npm_config_call: call, npm_config_stage: stage } = process.env;
  if (!call && !stage) return undefined;
  const meant = call || (stage === 'true' ? 'stage=…' : `stage=${stage}`);
  return `npm took the stage for itself: type ${NAME} -- -c ${meant}`;
}
