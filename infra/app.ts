import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunctions } from './functions/bundle.ts';
import { addService } from './stacks/service.ts';
import { stageNamed } from './stages.ts';
import { runCommand } from './startup-error.ts';

// `cdk synth` and `cdk deploy` run this: one stage, dev unless `-c stage=` names another.
await runCommand(async () => {
  const app = new App({ autoSynth: false });
  const stage = stageNamed(app.node.getContext('stage'));
  const { directory } = await bundleFunctions('.build/functions');
  addService(app, stage, (name) => Code.fromAsset(join(directory, name)));
  app.synth();
});
