import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';
import type { Service } from '../../infra/commands/start/serve.ts';
import type { RecordedRequest } from '../../infra/local/sandbox/shapes.ts';
import type { Seeds } from '../../infra/local/seeds.ts';
import { newDirectory } from '../support/directories.ts';
import { startOwnService } from '../support/own-service.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface Asked {
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
}

/** The service of a test file with its sandbox, as `npm start` serves it. */
export interface SandboxedService {
  readonly url: string;
  readonly service: Service;
  readonly seeds: Seeds;
  /** Header values of the samples' tenants and of the operator. */
  readonly as: Readonly<Record<'enkash' | 'amili' | 'beel' | 'operator', string>>;
  /** `DELETE /api/v0/customer/1` @throws where the connection ends before the answer does */
  send(methodAndPath: string, asked?: Asked): Promise<Answer>;
  /** The body of an answer in JSON, whatever its status. */
  // biome-ignore lint/suspicious/noExplicitAny: of any route
  ask(methodAndPath: string, asked?: Asked): Promise<any>;
  /** What is recorded of the newest request. */
  newest(): Promise<RecordedRequest>;
}

/** Starts it for this test file. To be called before the first request to DynamoDB. */
export async function useSandbox(): Promise<SandboxedService> {
  const dataDir = newDirectory();
  const { service, close } = await startOwnService(dataDir);
  afterAll(close);
  const { url } = service;
  const send = (methodAndPath: string, asked: Asked = {}) => sent(url, methodAndPath, asked);
  const ask = async (methodAndPath: string, asked: Asked = {}) =>
    JSON.parse((await send(methodAndPath, asked)).body);
  const seeds: Seeds = JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8'));
  const { enkash, amili, beel, operator } = seeds;
  const as = {
    ...{ enkash: enkash.authorization, amili: amili.authorization },
    ...{ beel: beel.authorization, operator: operator.authorization },
  };
  const newest = async () => (await ask('GET /sandbox/requests?limit=1')).items[0] as RecordedRequest;
  return { url, service, seeds, as, send, ask, newest };
}

function sent(url: string, methodAndPath: string, { authorization, headers, json, raw }: Asked) {
  const [method, path] = methodAndPath.split(/ (.*)/s) as [string, string];
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  return new Promise<Answer>((resolve, reject) => {
    const sending = request(`${url}${path}`, {
      method,
      headers: {
        ...(authorization && { authorization }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
      agent: false,
    });
    sending.on('error', reject);
    sending.on('response', (answer) => {
      const { statusCode: status = 0, headers: answered } = answer;
      text(answer).then((read) => resolve({ status, headers: answered, body: read }), reject);
    });
    sending.end(body);
  });
}
