import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { tableDefinitions } from '../shared/dynamodb/table-definitions.ts';
import { bundleFunctions } from './functions/bundle.ts';
import { addService } from './stacks/service.ts';
import { stageNamed } from './stages.ts';
import { runCommand, StartupError } from './startup-error.ts';

// `cdk synth` and `cdk deploy` run this: one stage, dev unless `-c stage=` names another. `-c indexes=` is for a stage
// that has fewer indexes than today's tables: see infra/README.md.
await runCommand(async () => {
  const app = new App({ autoSynth: false });
  const stage = stageNamed(app.node.getContext('stage'));
  const indexes = indexesOf(app.node.tryGetContext('indexes'));
  const { directory } = await bundleFunctions('.build/functions');
  addService(app, stage, (name) => Code.fromAsset(join(directory, name)), { indexes });
  app.synth();
});

/** @throws StartupError when it is no number of indexes */
function indexesOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const indexes = Number(text);
  const most = tableDefinitions.receivables.indexes.length;
  if (!(Number.isInteger(indexes) && indexes >= 1 && indexes <= most))
    throw new StartupError(`indexes is "${text}": use a number from 1 to ${most}`);
  return indexes;
}
