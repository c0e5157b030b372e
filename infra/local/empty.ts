import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { resourceNames } from '../names.ts';
import { StartupError } from '../startup-error.ts';
import { bucketsDirectory } from './s3.ts';
import { CLOCK_FILE } from './sandbox/clock.ts';
import { snapshotsDirectory } from './sandbox/snapshots/parts.ts';
import { restorationDirectories } from './sandbox/snapshots/restoration.ts';
import { useCredentials } from './stack.ts';
import { endOrphan, engineFiles, runningStack } from './stack-record.ts';
import { workersDirectory } from './streams/places.ts';

/** What a stack keeps in its data directory, beside the engine's file. */
const FILES = ['stack.json', 'seeds.json', 'signing-key.pem', 'env.sh', CLOCK_FILE];

/**
 * Removes all that the local stack keeps: customers, files, credentials, seeds, signing key, places of workers, snapshots,
 * and how far the clock is ahead. The next start is as the first. What else lies in the data directory stays.
 * @param outside the DynamoDB that has the tables, where that is not the embedded one, and the stage that names them
 * @throws StartupError while a stack runs on the data
 */
export async function emptyStack(
  dataDir: string,
  outside?: { readonly endpoint: string; readonly stage: string },
): Promise<void> {
  const running = await runningStack(dataDir);
  if (running)
    throw new StartupError(`a stack runs on ${dataDir} (process ${running.pid}): end it before you reset`);
  if (outside) await deleteTables(outside.endpoint, outside.stage);
  await endOrphan(dataDir);
  const files = [...FILES.map((file) => join(dataDir, file)), ...engineFiles(dataDir)];
  for (const file of files) rmSync(file, { force: true });
  const directories = [bucketsDirectory, workersDirectory, snapshotsDirectory].map((of) => of(dataDir));
  for (const directory of [...directories, ...restorationDirectories(dataDir)])
    rmSync(directory, { recursive: true, force: true });
}

/** @throws StartupError when the DynamoDB is not on this machine, or does not answer */
async function deleteTables(endpoint: string, stage: string): Promise<void> {
  if (!isOnThisMachine(endpoint))
    throw new StartupError(`DYNAMODB_ENDPOINT ${endpoint} is not on this machine: reset leaves it alone`);
  const { receivablesTable, credentialsTable } = resourceNames(stage);
  useCredentials();
  const client = new DynamoDBClient({ endpoint, maxAttempts: 2 });
  try {
    for (const TableName of [receivablesTable, credentialsTable]) await deleteTable(client, TableName);
  } catch (error) {
    const { message, name } = error as Error;
    throw new StartupError(`no DynamoDB answers at ${endpoint}: ${message || name}`);
  } finally {
    client.destroy();
  }
}

async function deleteTable(client: DynamoDBClient, TableName: string): Promise<void> {
  try {
    await client.send(new DeleteTableCommand({ TableName }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

function isOnThisMachine(endpoint: string): boolean {
  const { hostname } = URL.parse(endpoint) ?? {};
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname ?? '');
}
