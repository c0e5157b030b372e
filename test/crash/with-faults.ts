import { setTimeout as delay } from 'node:timers/promises';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { answered, withFates } from '../support/faults.ts';
import { seeded } from '../support/random.ts';
import { storm } from '../support/random-faults.ts';

/**
 * Imported before `npm start`'s program, it lets requests for receivables fail at random, those of functions and those of
 * workers: throttled, dropped, timed out, applied or not, or applied later. A time-out is over in a tenth of its time.
 */
const inStorm = storm(seeded(Number(process.env.SEED)), 1, () => {});
const send = documentClient.send.bind(documentClient);
const { client } = withFates(
  { client: { send } as never, name: '' },
  (attempt) => (attempt.input.TableName?.endsWith('-credentials') ? answered : inStorm(attempt)),
  (milliseconds) => delay(milliseconds / 10),
);
documentClient.send = client.send as typeof documentClient.send;
