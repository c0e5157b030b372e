import { join, resolve } from 'node:path';
import { isLevel, LEVELS } from '../../shared/log.ts';
import { wholeEnvironment } from '../functions/environment.ts';
import { LOCAL_RESTORATION_DAYS } from '../functions/settings.ts';
import { resourceNames, STAGE_NAME } from '../names.ts';
import { StartupError } from '../startup-error.ts';
import { closeToOthers, makeDataDirectory } from './data-files.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { startLocalKms } from './kms.ts';
import { type RestartableEngine, startRestartable } from './restartable-engine.ts';
import { startLocalS3 } from './s3.ts';
import { useKeptClock } from './sandbox/clock.ts';
import { finishRestoration } from './sandbox/snapshots/restoration.ts';
import { makeSigningKey, readOrMakeSigningKey } from './signing-key.ts';
import {
  endOrphan,
  engineFile,
  engineFiles,
  forgetStack,
  type RecordedStack,
  recordEngine,
  recordStack,
  runningStack,
} from './stack-record.ts';
import { startEngineWithStreams } from './streams/engine-with-streams.ts';
import { makeTables } from './tables.ts';
import { whenTold } from './told-to-end.ts';

export interface LocalStack {
  /** Settles with the reason when the stack can no longer work; never, while it can. */
  readonly failed: Promise<StartupError>;
  /** By what its tables are called. */
  readonly stage: string;
  /**
   * Stops the embedded DynamoDB, changes what lies in the data directory, and starts it again at the same address;
   * undefined where the tables lie elsewhere. When it fails the stack can no longer work.
   */
  readonly changeData: ((change: () => void) => Promise<void>) | undefined;
  close(): Promise<void>;
}

export interface StackOptions {
  /** Where data and signing key are kept; without it both live in memory, and the tables have no stream. */
  readonly dataDir?: string;
  readonly stage?: string;
}

/** Where the commands keep the local stack's data: DATA_DIR, or .local in the project. */
export const dataDirectory = (): string => resolve(process.env.DATA_DIR ?? '.local');

/**
 * What the local stack's tables are called by: LOCAL_STAGE, or `local`. In a DynamoDB outside of the data directory it
 * keeps the tables of two stacks apart.
 * @throws StartupError for the name of a stage that is deployed
 */
export function localStage(): string {
  const { LOCAL_STAGE = 'local' } = process.env;
  if (/^[a-z][a-z0-9-]*$/.test(LOCAL_STAGE) && !STAGE_NAME.test(LOCAL_STAGE)) return LOCAL_STAGE;
  throw new StartupError(`LOCAL_STAGE ${LOCAL_STAGE} is a deployed stage, or no name in small letters`);
}

/**
 * Starts what the functions need of AWS and puts it into process.env: DynamoDB (embedded, or the one at
 * DYNAMODB_ENDPOINT), both tables, a KMS that signs with a key of this machine, and an S3 that keeps files on it.
 * @throws StartupError
 */
export async function startStack({ dataDir, stage = 'local' }: StackOptions): Promise<LocalStack> {
  checkLogLevel();
  if (dataDir) await prepare(dataDir);
  const signingKey = dataDir ? readOrMakeSigningKey(join(dataDir, 'signing-key.pem')) : makeSigningKey();
  const external = process.env.DYNAMODB_ENDPOINT;
  const engine = external ? undefined : await startEngine(dataDir);
  const kms = await startLocalKms(signingKey);
  const s3 = await startLocalS3(dataDir);
  const names = resourceNames(stage);
  const tables = { receivables: names.receivablesTable, credentials: names.credentialsTable };
  const complete = () => makeTables(dynamodb, tables, { streams: dataDir !== undefined });
  const close = async () => {
    if (dataDir) forgetStack(dataDir);
    await kms.close();
    await s3.close();
    await engine?.stop();
  };
  const dynamodb = external ?? (engine?.endpoint as string);
  try {
    const endpoints = { dynamodb, kms: kms.endpoint, s3: s3.endpoint };
    useEndpoints(stage, endpoints, signingKey.publicKey);
    await complete();
    if (dataDir) recordStack(dataDir, { pid: process.pid, enginePid: engine?.pid, ...endpoints });
    const changeData = engine && dataDir ? changing(engine, dataDir, complete) : undefined;
    return { failed: engineEnded(engine), stage, changeData, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** In memory nothing follows the stream. */
const startEngine = (dataDir: string | undefined): Promise<RestartableEngine> =>
  startRestartable((port) =>
    dataDir ? startEngineWithStreams(engineFile(dataDir), port) : startEmbeddedDynamoDb(undefined, port),
  );

/** @param complete adds to tables of an earlier version what they lack */
const changing =
  (engine: RestartableEngine, dataDir: string, complete: () => Promise<void>) =>
  async (change: () => void): Promise<void> => {
    await engine.restart(change);
    recordEngine(dataDir, engine.pid);
    await complete();
  };

const engineEnded = async (engine: RestartableEngine | undefined): Promise<StartupError> =>
  engine
    ? new StartupError(`the embedded DynamoDB has ended (${await engine.ended}): start again`)
    : new Promise(() => {});

/**
 * Runs `use` on the stack that runs on the commands' data, or on one of its own that ends with it, also when the process
 * is told to end: in a process group of its own, the engine does not hear that.
 */
export async function withStack<Result>(use: () => Promise<Result>): Promise<Result> {
  checkLogLevel();
  const dataDir = dataDirectory();
  const running = await runningStack(dataDir);
  if (running) {
    useEndpoints(localStage(), running, readOrMakeSigningKey(join(dataDir, 'signing-key.pem')).publicKey);
    useKeptClock(dataDir);
    return use();
  }
  const starting = startStack({ dataDir, stage: localStage() });
  let ending: Promise<void> | undefined;
  const stopListening = whenTold((exitCode) => {
    // Not before it has started: an engine that is killed while it makes a table has half a table for good.
    ending = starting.then((stack) => stack.close().then(() => process.exit(exitCode)));
    ending.catch(() => {});
  });
  try {
    const stack = await starting;
    try {
      await ending;
      return await use();
    } finally {
      await ending;
      await stack.close();
    }
  } finally {
    stopListening();
  }
}

/** A function takes another level instead, and says so in its log: here somebody can mend it at once. */
function checkLogLevel(): void {
  const { LOG_LEVEL } = process.env;
  if (LOG_LEVEL && !isLevel(LOG_LEVEL.toLowerCase()))
    throw new StartupError(`LOG_LEVEL ${LOG_LEVEL} is no level: use ${LEVELS.join(', ')}`);
}

async function prepare(dataDir: string): Promise<void> {
  const running = await runningStack(dataDir);
  if (running) throw new StartupError(`a stack already runs on ${dataDir} (process ${running.pid})`);
  await endOrphan(dataDir);
  makeDataDirectory(dataDir);
  finishRestoration(dataDir);
  useKeptClock(dataDir);
  for (const file of engineFiles(dataDir)) closeToOthers(file);
}

/** Lets the functions of this process find the stack. */
function useEndpoints(
  stage: string,
  { dynamodb, kms, s3 }: Pick<RecordedStack, 'dynamodb' | 'kms' | 's3'>,
  publicKey: string,
): void {
  Object.assign(process.env, localEnvironment({ stage, publicKey, s3 }), {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_KMS: kms,
  });
  useCredentials();
}

/** What functions are told on the local stack. */
export const localEnvironment = ({ stage, publicKey, s3 }: LocalSettings) =>
  wholeEnvironment({
    ...{ stage, publicKey, filesUrl: filesUrl(s3, stage) },
    ...{ historyDays: HISTORY_DAYS, restorationDays: LOCAL_RESTORATION_DAYS },
  });

interface LocalSettings {
  readonly stage: string;
  readonly publicKey: string;
  readonly s3: string | undefined;
}

/** As in dev. */
const HISTORY_DAYS = 30;

/** The URL of the local stack's bucket of files. */
const filesUrl = (s3: string | undefined, stage: string): string =>
  s3 === undefined ? '' : `${s3}/${resourceNames(stage).filesBucket}`;

/** The embedded engine, the local KMS and the local S3 do not check credentials; a DynamoDB that the user chose may. */
export function useCredentials(): void {
  process.env.AWS_REGION ??= 'local';
  if (!process.env.AWS_PROFILE) {
    process.env.AWS_ACCESS_KEY_ID ??= 'local';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
  }
}
