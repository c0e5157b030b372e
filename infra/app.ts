import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { publishPages } from '../functions/workers.ts';
import { contextOf } from './context.ts';
import { bundleFunctions } from './functions/bundle.ts';
import { buildPages } from './pages/build.ts';
import { publishedFiles, writePublished } from './pages/publish.ts';
import { addService } from './stacks/service.ts';
import type { Stage } from './stages.ts';
import { runCommand } from './startup-error.ts';

// `cdk synth` and `cdk deploy` run this: one stage, dev unless `-c stage=` names another.
await runCommand(async () => {
  const app = new App({ autoSynth: false });
  const { stage, indexes } = contextOf(app);
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
