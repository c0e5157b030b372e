import { join } from 'node:path';
import * as z from 'zod/mini';
import { readDataObject } from '../../local/data-files.ts';
import { dataDirectory } from '../../local/stack.ts';
import { runningStack } from '../../local/stack-record.ts';
import { STAGE_NAME, stageNames } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { stackOutput } from '../stack-output.ts';

/** A service, and how an operator calls it. */
export interface Service {
  readonly url: string;
  readonly authorization: string;
}

interface Where {
  readonly stage?: string | undefined;
  readonly url?: string | undefined;
}

/** The service that options name, or the local stack that runs. @throws StartupError where there is none, or no key for it */
export async function serviceOf({ stage, url }: Where): Promise<Service> {
  const { OPERATOR_KEY: key } = process.env;
  const own = key ? `Bearer ${key}` : undefined;
  if (stage === undefined && url === undefined) return localService(own);
  if (stage !== undefined && !STAGE_NAME.test(stage))
    throw new StartupError(`there is no stage ${stage}: use ${stageNames.join(', ')}`);
  if (url !== undefined && !URL.canParse(url)) throw new StartupError(`--url ${url} is no address`);
  if (own === undefined)
    throw new StartupError('OPERATOR_KEY holds no key: npm run credentials -- --help says how to make one');
  return { url: url ?? (await stackOutput(stage as string, 'api', 'ApiUrl')), authorization: own };
}

/** Its seeds have a key for everybody. */
async function localService(own: string | undefined): Promise<Service> {
  const running = await runningStack(dataDirectory());
  if (!running?.url) throw new StartupError('no local stack is running: start one with npm start');
  const schema = z.object({ operator: z.optional(z.object({ authorization: z.string() })) });
  const authorization =
    own ?? readDataObject(join(dataDirectory(), 'seeds.json'), schema)?.operator?.authorization;
  if (authorization === undefined) throw new StartupError('the local stack has no key of the operator yet');
  return { url: running.url, authorization };
}
