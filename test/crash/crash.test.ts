import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Seeds } from '../../infra/local/seeds.ts';
import type { RecordedStack } from '../../infra/local/stack-record.ts';
import { receivablesTable, type Service, shell, startService } from '../local/run.ts';
import { newDirectory } from '../support/directories.ts';
import { brokenPromises, halfDone, keptBy } from './aftermath.ts';
import { beel, type Call, enkash } from './clients.ts';
import { workUntilStruck } from './workload.ts';

const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
let service: Service | undefined;

afterAll(() => service?.end('SIGINT'));

const read = <Content>(file: string): Content => JSON.parse(readFileSync(join(dataDir, file), 'utf8'));

const tonguesOf = ({ url }: Service) =>
  [enkash, beel].map((tongue) => tongue(url, read<Seeds>('seeds.json')));

const keptNow = () =>
  keptBy(
    read<RecordedStack>('stack.json').dynamodb,
    receivablesTable,
    tonguesOf(service as Service).map(({ tenant }) => tenant),
  );

const unansweredIn = (calls: readonly Call[]): number =>
  calls.filter(({ outcome }) => outcome === 'unknown').length;

type Strike = (gateway: Service, engine: number | undefined) => Promise<unknown>;

/** Which processes are killed, in which order. With an outside DynamoDB there is no engine to kill. */
const strikes: readonly (readonly [string, Strike])[] = [
  [
    'both',
    (gateway, engine) => Promise.all([engine && process.kill(engine, 'SIGKILL'), gateway.end('SIGKILL')]),
  ],
  ['the gateway, and the database lives on', (gateway) => gateway.end('SIGKILL')],
  [
    'the database, and the gateway ends with it',
    async (gateway, engine) => {
      if (engine === undefined) return gateway.end('SIGKILL');
      const ended = once(gateway.process, 'exit');
      process.kill(engine, 'SIGKILL');
      await ended;
    },
  ],
  [
    'both, once more',
    (gateway, engine) => Promise.all([gateway.end('SIGKILL'), engine && process.kill(engine, 'SIGKILL')]),
  ],
];

it('keeps what it acknowledged, and nothing half done, whoever is killed in mid-work', {
  timeout: 120_000,
}, async () => {
  const calls: Call[] = [];
  service = await startService(env);
  const seeded = await keptNow();
  for (const [who, strike] of strikes) {
    let unanswered: number;
    do {
      const gateway: Service = service;
      const { enginePid } = read<RecordedStack>('stack.json');
      unanswered = unansweredIn(calls);

      await workUntilStruck(tonguesOf(gateway), calls, randomInt(100, 200), async () => {
        await strike(gateway, enginePid);
      });

      service = await startService(env);
      const kept = await keptNow();
      expect([who, brokenPromises(calls, kept, seeded)]).toEqual([who, []]);
      expect([who, halfDone(kept, seeded)]).toEqual([who, []]);
      // On a busy machine all answers may have come before the kill. That shows nothing: once more.
    } while (unansweredIn(calls) === unanswered);
  }
});
