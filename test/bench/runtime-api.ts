import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';
import type { Candidate } from './bundles.ts';
import { functionVariables } from './function-variables.ts';
import type { Duration } from './measures/initialization.ts';

/** The program that runs a handler against Lambda's Runtime API. */
export interface RuntimeClient {
  readonly name: string;
  readonly program: string;
}

/** Where `npm run bench -- --install-ric` puts Lambda's own client: it must be compiled, which takes minutes. */
export const RIC_DIRECTORY = join(import.meta.dirname, '../../.build/bench/aws-lambda-ric');

/** Lambda's own runtime interface client where it was installed, else a stand-in. */
export function runtimeClient(): RuntimeClient {
  const directory = join(RIC_DIRECTORY, 'node_modules/aws-lambda-ric');
  if (!existsSync(join(directory, 'rapid-client.node'))) {
    return {
      name: 'a stand-in for aws-lambda-ric',
      program: join(import.meta.dirname, 'runtime-client.mjs'),
    };
  }
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { name: `aws-lambda-ric ${version}`, program: join(directory, 'index.mjs') };
}

export interface FirstAnswer extends Duration {
  readonly response: HttpResponse;
  /** Megabytes that the process needed at most; NaN where the system does not say. */
  readonly memory: number;
  /** Bytes that it wrote to its log. */
  readonly logged: number;
}

/**
 * Starts a process as Lambda would and waits for its answer to the one event it is given.
 * @param variables further variables of its environment
 * @returns the answer, and what it took from before the process was started
 */
export async function firstAnswer(
  { program }: RuntimeClient,
  { file }: Candidate,
  event: HttpEvent,
  variables: Record<string, string> = {},
): Promise<FirstAnswer> {
  const answered = Promise.withResolvers<string>();
  const api = await listen(runtimeApi(event, answered));
  const { port } = api.address() as { port: number };
  const start = performance.now();
  const env = { ...environment(file, port), ...variables };
  const child = spawn(process.execPath, [program], { env, cwd: '/' });
  let logged = 0;
  child.stdout.on('data', ({ length }: Buffer) => {
    logged += length;
  });
  child.once('exit', (code) => answered.reject(new Error(`${file} ended with ${code} before it answered`)));
  child.stderr.pipe(process.stderr);
  try {
    const response = JSON.parse(await answered.promise) as HttpResponse;
    const clock = performance.now() - start;
    return { response, clock, cpu: mainThreadTime(child), memory: peakMemory(child), logged };
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
    api.closeAllConnections();
    api.close();
  }
}

/** As much of Lambda's Runtime API as a function needs to answer one event; its second `next` waits for ever. */
function runtimeApi(event: HttpEvent, { resolve, reject }: PromiseWithResolvers<string>): Server {
  let handedOver = false;
  return createServer(async (request, response) => {
    if (request.method === 'POST') {
      const body = await text(request);
      if (request.url?.endsWith('/response')) resolve(body);
      else reject(new Error(`the function failed: ${body}`));
      response.writeHead(202).end();
    } else if (!handedOver) {
      handedOver = true;
      const headers = {
        'lambda-runtime-aws-request-id': randomUUID(),
        'lambda-runtime-deadline-ms': String(Date.now() + 15_000),
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:local:000000000000:function:bench',
      };
      response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(event));
    }
  });
}

const listen = (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

const environment = (file: string, port: number) => ({
  ...functionVariables(),
  AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: 'bench',
  AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
  LAMBDA_TASK_ROOT: dirname(file),
  _HANDLER: 'index.handler',
});

/** Milliseconds of processor time that the main thread had so far; NaN where the system does not say. */
function mainThreadTime({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : Number.NaN;
}

function peakMemory({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/status`;
  const kilobytes = existsSync(file) ? /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return Number(kilobytes) / 1024;
}
