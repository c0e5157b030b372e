import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { publishPages } from '../functions/workers.ts';
import { tableDefinitions } from '../shared/dynamodb/table-definitions.ts';
import { bundleFunctions } from './functions/bundle.ts';
import { buildPages } from './pages/build.ts';
import { publishedFiles, writePublished } from './pages/publish.ts';
import { addService } from './stacks/service.ts';
import { type Stage, stageNamed } from './stages.ts';
import { runCommand, StartupError } from './startup-error.ts';

// `cdk synth` and `cdk deploy` run this: one stage, dev unless `-c stage=` names another. `-c indexes=` is for a stage
// that has fewer indexes than today's tables: see infra/README.md.
await runCommand(async () => {
  const app = new App({ autoSynth: false });
  const stage = stageNamed(app.node.getContext('stage'));
  const indexes = indexesOf(app.node.tryGetContext('indexes'));
  const { directory } = await bundleFunctions('.build/functions');
  const pages = stage.console ? await pagesOf(stage, directory) : [];
  addService(app, stage, (name) => Code.fromAsset(join(directory, name)), { indexes, pages });
  app.synth();
});

/** Builds the console, and puts it beside the code of what publishes it. */
async function pagesOf(stage: Stage, directory: string) {
  const pages = publishedFiles(await buildPages(), stage);
  await writePublished(join(directory, publishPages.name), pages);
  return pages;
}

/** @throws StartupError when it is no number of indexes */
function indexesOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const indexes = Number(text);
  const most = tableDefinitions.receivables.indexes.length;
  if (!(Number.isInteger(indexes) && indexes >= 1 && indexes <= most))
    throw new StartupError(`indexes is "${text}": use a number from 1 to ${most}`);
  return indexes;
}
