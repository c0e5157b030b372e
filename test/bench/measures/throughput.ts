import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Candidate } from '../bundles.ts';
import { type Delete, newDeletes } from '../deletes.ts';
import { functionVariables } from '../function-variables.ts';
import { alternate } from '../statistics.ts';

/** Requests under way at once. */
const CONNECTIONS = 16;

/** Requests per second of the local gateway and of a bare server that calls the baseline, one value for each round. */
export async function measureThroughput(
  raw: Candidate,
  rounds: number,
  requests: number,
): Promise<Map<string, number[]>> {
  const servers = new Map<string, ChildProcess>();
  const tasks = new Map<string, () => Promise<number>>();
  const add = async (name: string, program: string, args: string[]) => {
    const server = fork(join(import.meta.dirname, program), args, {
      env: { ...process.env, ...functionVariables(), LOG_LEVEL: 'info' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    servers.set(name, server);
    const [port] = (await once(server, 'message')) as [number];
    tasks.set(name, () => load(port, requests));
    // The first round only warms the server up: it is not counted.
    await load(port, requests);
  };
  try {
    await add('gateway', 'gateway-process.ts', []);
    await add('bare server', 'bare-server-process.ts', [raw.file]);
    return await alternate(rounds, tasks);
  } finally {
    for (const server of servers.values()) server.disconnect();
  }
}

/** @throws when an answer is a failure */
async function load(port: number, requests: number): Promise<number> {
  const pending = await newDeletes('enkash/customers/delete-customer', requests);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const start = performance.now();
  const connections = Array.from({ length: CONNECTIONS }, async () => {
    for (let next = pending.pop(); next; next = pending.pop()) await send(agent, port, next);
  });
  await Promise.all(connections);
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return requests / seconds;
}

function send(agent: Agent, port: number, { event }: Delete): Promise<void> {
  const { rawPath, rawQueryString, headers, requestContext } = event;
  const options = { agent, port, host: '127.0.0.1', method: requestContext.http.method, headers };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, path: `${rawPath}?${rawQueryString}` }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${rawPath}: ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}
