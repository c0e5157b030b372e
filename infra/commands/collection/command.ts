import { join, relative, resolve } from 'node:path';
import { readOrMakeSeeds } from '../../local/seeds.ts';
import { dataDirectory, withStack } from '../../local/stack.ts';
import { runningStack } from '../../local/stack-record.ts';
import { STAGE_NAME, stageNames } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { stackOutput } from '../stack-output.ts';
import { writeCollection } from './write.ts';

const USAGE = `usage: npm run --silent collection -- [--out <directory>] [--url <address>] [--stage ${stageNames.join('|')}]

Writes the examples of all operations for HTTP clients: offboard.postman_collection.json, which Postman, Bruno, Insomnia
and Hoppscotch import, and offboard.http for JetBrains' IDEs and Visual Studio Code. Into .local/collection, unless --out
says where. In files/ is what its forms upload.

With the credentials and ids of the local stack's samples, so that each request works at once. Tokens last an hour, and a
request deletes what it is about: run it again for others. For a stage the variables are empty, and no secret is written.
The address of a stage is read from its stack offboard-<stage>-api, with your AWS credentials, where --url does not say it.`;

const LOCAL = 'http://localhost:3000';

// The files are the output; the functions' own log would stand between the lines about them.
process.env.LOG_LEVEL ??= 'error';
const text = { type: 'string' } as const;
const options = { out: text, url: text, stage: text } as const;

await runWithOptions({ name: 'npm run collection', usage: USAGE, options }, async ({ out, url, stage }) => {
  if (url !== undefined && !URL.canParse(url)) throw new StartupError(`--url ${url} is no address`);
  if (stage !== undefined && !STAGE_NAME.test(stage))
    throw new StartupError(`there is no stage ${stage}: use ${stageNames.join(', ')}`);
  const dataDir = dataDirectory();
  const directory = out === undefined ? join(dataDir, 'collection') : resolve(out);
  const files =
    stage === undefined
      ? await withStack(async () => {
          const address = url ?? (await runningStack(dataDir))?.url ?? LOCAL;
          return writeCollection(directory, address, await readOrMakeSeeds(dataDir));
        })
      : writeCollection(directory, url ?? (await stackOutput(stage, 'api', 'ApiUrl')), undefined);
  for (const file of files) process.stdout.write(`${relative(process.cwd(), file)}\n`);
});
