import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import { log } from '../../../shared/log.ts';
import { makeDataDirectory, writeDataFile } from '../data-files.ts';
import { workersDirectory } from './places.ts';

/** Takes a record that a worker could not do however often it tried. */
export type GivenUp = (worker: string, record: DynamoDBRecord, tries: number) => void;

/** Where such records are kept, each in a file of its own. */
export const givenUpDirectory = (dataDir: string): string => join(workersDirectory(dataDir), 'given-up');

/** Keeps such records whole in the data directory, each in a file of its own, as S3 does for Lambda. @throws StartupError */
export const keepGivenUp =
  (dataDir?: string): GivenUp =>
  (worker, record, tries) => {
    const { Keys, SequenceNumber } = record.dynamodb ?? {};
    const directory = dataDir && givenUpDirectory(dataDir);
    const file = directory && join(directory, `${worker.split('/').at(-1)}-${SequenceNumber}.json`);
    if (directory && file) {
      makeDataDirectory(directory);
      writeDataFile(file, JSON.stringify({ worker, tries, payload: { Records: [record] } }, undefined, 2));
    }
    const key = { pk: Keys?.pk?.S, sk: Keys?.sk?.S, sequenceNumber: SequenceNumber };
    log('error', 'a record was given up', { worker, tries, ...key, file });
  };
